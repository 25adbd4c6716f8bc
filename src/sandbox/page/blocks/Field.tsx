import words from '../../../../locales/en/staff-page-blocks.json';
import type { Json } from '../wire/contract.ts';
import { fill } from '../words.ts';
import { Choices } from './Choices.tsx';
import { FilePut } from './FilePut.tsx';
import { type ChoiceGroup, choicesOf, heldValue, holdValue, isList, localOf, secondsOf, wordsOf } from './held.ts';
import { type FieldProps, useSurface } from './surface.ts';

/** Typed as text, also numbers: a browser's own number field forgets what is no number, and Slack shows it as a mistake. */
const TYPED: Record<string, 'text' | 'decimal' | 'email' | 'url'> = {
  plain_text_input: 'text',
  number_input: 'decimal',
  email_text_input: 'email',
  url_text_input: 'url',
};
const WHEN: Record<string, 'date' | 'time' | 'datetime-local'> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};
const CHOSEN = ['checkboxes', 'radio_buttons'];
const FILE = 'file_input';
const SELECTS = ['static_select', 'users_select'];

/** Whether this page knows how such an element is filled in. */
export const isField = ({ type }: Json): boolean => {
  const name = String(type);
  const known = Object.hasOwn(TYPED, name) || Object.hasOwn(WHEN, name) || isList({ type });
  return known || name === FILE || CHOSEN.includes(name) || SELECTS.includes(name);
};

/** One thing to fill in, of any kind. Nothing is checked while it is typed: Slack checks when it is sent. */
export function Field(props: FieldProps) {
  const type = String(props.element.type);
  if (CHOSEN.includes(type) || isList(props.element)) return <Choices {...props} />;
  if (type === FILE) return <FilePut {...props} />;
  if (SELECTS.includes(type)) return <Select {...props} />;
  return Object.hasOwn(WHEN, type) ? <When {...props} /> : <Typed {...props} />;
}

const label = (value: string) => ({ type: 'plain_text', text: value });

function Select({ element, held, onHeld, names }: FieldProps) {
  const { people } = useSurface();
  const value = heldValue(element, held);
  const groups = choicesOf(element, people);
  const known = groups.some(({ choices }) => choices.some((one) => one.value === value));
  const all: ChoiceGroup[] =
    known || value === '' ? groups : [...groups, { label: null, choices: [{ value, text: label(value) }] }];
  return (
    <select
      class="field"
      {...names}
      value={value}
      onChange={(event) => onHeld(holdValue(element, event.currentTarget.value))}
    >
      <option value="">{wordsOf(element.placeholder) || words.choose}</option>
      {all.map((group) =>
        group.label === null ? (
          <Options key="" group={group} />
        ) : (
          <optgroup key={group.label} label={group.label}>
            <Options group={group} />
          </optgroup>
        ),
      )}
    </select>
  );
}

const Options = ({ group }: { group: ChoiceGroup }) => (
  <>
    {group.choices.map(({ value, text, description }) => (
      <option key={value} value={value}>
        {[wordsOf(text), wordsOf(description)].filter(Boolean).join(' – ')}
      </option>
    ))}
  </>
);

/** How much is left is said near the end alone. */
const nearOf = (most: number): number => Math.min(100, Math.floor(most / 5));

function Typed({ element, held, onHeld, onDone, names }: FieldProps) {
  const value = heldValue(element, held);
  const most = Number(element.max_length ?? 3000);
  const left = most - value.length;
  const near = left <= nearOf(most);
  const count = `${names.id}-count`;
  const shared = {
    ...names,
    class: 'field',
    value,
    autoComplete: 'off',
    placeholder: wordsOf(element.placeholder) || undefined,
    'aria-describedby': near ? `${names['aria-describedby'] ?? ''} ${count}`.trim() : names['aria-describedby'],
    onInput: (event: { currentTarget: { value: string } }) => onHeld(holdValue(element, event.currentTarget.value)),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !onDone || (element.multiline === true && event.shiftKey)) return;
      event.preventDefault();
      onDone(held);
    },
  };
  return (
    <>
      {element.multiline === true ? (
        <textarea rows={4} {...shared} />
      ) : (
        <input type="text" inputMode={TYPED[String(element.type)] ?? 'text'} {...shared} />
      )}
      {near && (
        <p id={count} class={left < 0 ? 'bk-hint problem' : 'bk-hint'}>
          {fill(left < 0 ? words.too_many : words.left, { count: Math.abs(left) })}
        </p>
      )}
    </>
  );
}

/** A day, a time or both, by the reader's own clock; both are held as seconds since 1970. */
function When({ element, held, onHeld, onDone, names }: FieldProps) {
  const both = element.type === 'datetimepicker';
  const value = heldValue(element, held);
  return (
    <input
      class="field"
      type={WHEN[String(element.type)] as 'date'}
      {...names}
      value={both ? localOf(value) : value}
      onInput={({ currentTarget: { value: now } }) => onHeld(holdValue(element, both ? secondsOf(now) : now))}
      onBlur={() => onDone?.(held)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !onDone) return;
        event.preventDefault();
        onDone(held);
      }}
    />
  );
}
