import { useId, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-blocks.json';
import type { Block, Json } from '../wire/contract.ts';
import { Field, isField } from './Field.tsx';
import { choicesOf, heldValue, heldValues, holdValue, initialHeld, isList, wordsOf } from './held.ts';
import { Menu } from './Menu.tsx';
import { PressButton } from './PressButton.tsx';
import { type Held, useSurface } from './surface.ts';
import { Unknown } from './Unknown.tsx';
import { usePress } from './use-press.ts';

type Props = { block: Block; element: Json };

/** What stands in an actions block or beside a section: each use of it is a press. */
export function ActionElement({ block, element }: Props) {
  const type = String(element.type);
  if (type === 'button') return <PressButton block={block} element={element} />;
  if (type === 'overflow') return <Overflow block={block} element={element} />;
  if (type === 'static_select' || type === 'users_select') return <PressSelect block={block} element={element} />;
  return isField(element) ? <PressField block={block} element={element} /> : <Unknown type={type} />;
}

function Overflow({ block, element }: Props) {
  const { press, busy, dialog } = usePress(block, element);
  return (
    <>
      <Menu
        label={words.more}
        groups={choicesOf(element, [])}
        chosen={null}
        busy={busy}
        kind="overflow"
        onChoose={(value) => void press(value)}
      >
        <span aria-hidden="true">⋯</span>
      </Menu>
      {dialog}
    </>
  );
}

/** What it holds: in a modal with all other fields, elsewhere by itself. */
function useHeld(block: Block, element: Json): [Held, (held: Held) => void] {
  const { values, change } = useSurface();
  const [own, setOwn] = useState<Held>(() => initialHeld(element));
  const shared = values[String(block.block_id)]?.[String(element.action_id)];
  return [
    shared ?? own,
    (held) => {
      setOwn(held);
      change(block, element, held);
    },
  ];
}

function PressSelect({ block, element }: Props) {
  const { people } = useSurface();
  const { press, busy, dialog } = usePress(block, element);
  const [held, hold] = useHeld(block, element);
  const groups = choicesOf(element, people);
  const value = heldValue(element, held);
  const chosen = groups.flatMap(({ choices }) => choices).find((one) => one.value === value);
  const name = wordsOf(element.placeholder) || words.choose;
  const shown = chosen ? wordsOf(chosen.text) : name;
  const choose = (to: string) => {
    hold(holdValue(element, to));
    void press(to);
  };
  return (
    <>
      <Menu
        label={chosen ? `${name}: ${shown}` : name}
        groups={groups}
        chosen={value}
        busy={busy}
        kind="select"
        onChoose={choose}
      >
        {shown}
      </Menu>
      {dialog}
    </>
  );
}

/** Dates, times and open choices. What is typed is a press once it is done with; an empty field is none. */
function PressField({ block, element }: Props) {
  const id = useId();
  const { press, dialog } = usePress(block, element);
  const [held, hold] = useHeld(block, element);
  const [sent, setSent] = useState(() => JSON.stringify(held));
  const open = isList(element) || element.type === 'radio_buttons';
  const done = (now: Held) => {
    const value = isList(element) ? heldValues(element, now) : heldValue(element, now);
    if (JSON.stringify(now) === sent || value === '') return;
    setSent(JSON.stringify(now));
    void press(value);
  };
  return (
    <div class="bk-press-field">
      <Field
        element={element}
        held={held}
        names={{ id, 'aria-label': wordsOf(element.placeholder) || words.choose }}
        onHeld={(now) => {
          hold(now);
          if (open) done(now);
        }}
        onDone={open ? undefined : done}
      />
      {dialog}
    </div>
  );
}
