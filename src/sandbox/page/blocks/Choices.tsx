import { useId } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-blocks.json';
import type { Json } from '../wire/contract.ts';
import { fill } from '../words.ts';
import { type Choice, choicesOf, heldValue, heldValues, holdValue, holdValues, isList } from './held.ts';
import { Text } from './Mrkdwn.tsx';
import { type FieldProps, useSurface } from './surface.ts';

/** Choices that stand open: checkboxes, radio buttons, and every menu in which one may choose several. */
export function Choices({ element, held, onHeld, names }: FieldProps) {
  const { people } = useSurface();
  const several = isList(element);
  const chosen = several ? heldValues(element, held) : [heldValue(element, held)];
  const most = Number(element.max_selected_items ?? Number.POSITIVE_INFINITY);
  const choose = (value: string, on: boolean) => {
    if (!several) return onHeld(holdValue(element, value));
    onHeld(holdValues(element, on ? [...chosen, value] : chosen.filter((one) => one !== value)));
  };
  const { 'aria-invalid': invalid, ...named } = names;
  return (
    <div class="bk-choices" role={several ? 'group' : 'radiogroup'} {...named} data-wrong={invalid ? '' : undefined}>
      {choicesOf(element, people).map(({ label, choices }) => (
        <div key={label ?? ''} class="bk-choice-group">
          {label !== null && <p class="bk-menu-label">{label}</p>}
          {choices.map((choice) => (
            <One
              key={choice.value}
              element={element}
              choice={choice}
              type={several ? 'checkbox' : 'radio'}
              on={chosen.includes(choice.value)}
              full={several && chosen.length >= most}
              name={named.id}
              onChoose={choose}
            />
          ))}
        </div>
      ))}
      {Number.isFinite(most) && <p class="bk-hint">{fill(words.at_most, { count: most })}</p>}
    </div>
  );
}

type OneProps = {
  element: Json;
  choice: Choice;
  type: 'checkbox' | 'radio';
  on: boolean;
  full: boolean;
  name: string;
  onChoose: (value: string, on: boolean) => void;
};

function One({ choice, type, on, full, name, onChoose }: OneProps) {
  const id = useId();
  return (
    <div class="bk-choice">
      <input
        id={id}
        type={type}
        name={name}
        checked={on}
        disabled={full && !on}
        aria-describedby={choice.description ? `${id}-said` : undefined}
        onChange={(event) => onChoose(choice.value, event.currentTarget.checked)}
      />
      <label for={id}>
        <Text of={choice.text} />
      </label>
      {choice.description && (
        <span id={`${id}-said`} class="bk-said">
          <Text of={choice.description} />
        </span>
      )}
    </div>
  );
}
