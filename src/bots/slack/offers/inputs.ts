import { clean } from '../escape.ts';
import { plain } from '../kit/modals.ts';

type Option = { value: string; text: string };
type Of = { optional?: boolean; hint?: string | undefined };

const optionOf = ({ value, text }: Option) => ({ text: plain(clean(text).slice(0, 75) || value), value });

const input = (name: string, label: string, element: object, { optional = false, hint }: Of) => ({
  type: 'input',
  block_id: name,
  optional,
  label: plain(label),
  ...(hint && { hint: plain(hint) }),
  element: { action_id: name, ...element },
});

/** A whole number. Slack itself refuses what is none, or outside of the limits. */
export const whole = (
  name: string,
  label: string,
  of: Of & { least?: number; most?: number; initial?: number | null | undefined },
) =>
  input(
    name,
    label,
    {
      type: 'number_input',
      is_decimal_allowed: false,
      min_value: String(of.least ?? 0),
      max_value: String(of.most ?? 2000),
      ...(of.initial != null && { initial_value: String(of.initial) }),
    },
    of,
  );

/** A day and a time; Slack shows and sends it as the reader's own clock has it. */
export const dateTime = (name: string, label: string, of: Of & { initial?: Date | null | undefined }) =>
  input(
    name,
    label,
    {
      type: 'datetimepicker',
      ...(of.initial && { initial_date_time: Math.floor(of.initial.getTime() / 1000) }),
    },
    of,
  );

/** Several of a list. `blockId`: another one makes Slack take the new initial choice. */
export function several(
  name: string,
  label: string,
  options: Option[],
  of: Of & { initial?: readonly string[] | undefined; blockId?: string },
) {
  const chosen = options.filter(({ value }) => of.initial?.includes(value)).map(optionOf);
  const block = input(
    name,
    label,
    {
      type: 'multi_static_select',
      options: options.slice(0, 100).map(optionOf),
      ...(chosen.length > 0 && { initial_options: chosen }),
    },
    of,
  );
  return of.blockId ? { ...block, block_id: of.blockId } : block;
}
