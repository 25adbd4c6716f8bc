import { elementsOf } from './checks/check-blocks.ts';
import type { Block, Json } from './state.ts';

const LISTS: Record<string, string> = {
  multi_static_select: 'selected_options',
  checkboxes: 'selected_options',
  multi_users_select: 'selected_users',
};
const SINGLES: Record<string, string> = {
  static_select: 'selected_option',
  overflow: 'selected_option',
  radio_buttons: 'selected_option',
  users_select: 'selected_user',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
};

function optionOf(element: Json, value: string): Json {
  const groups = (element.option_groups as { options: Json[] }[] | undefined) ?? [];
  const options = [...((element.options as Json[] | undefined) ?? []), ...groups.flatMap((group) => group.options)];
  const found = options.find((one) => one.value === value);
  if (!found) throw new Error(`there is no option ${value} in ${String(element.action_id)}`);
  return found;
}

/** What an element holds once a person gave it this value. */
export function stateOf(element: Json, value: unknown): Json {
  const type = String(element.type);
  const [list, single] = [LISTS[type], SINGLES[type]];
  const one = (name: string, each: string) => (name.startsWith('selected_option') ? optionOf(element, each) : each);
  if (list !== undefined) {
    const values = (Array.isArray(value) ? value : [value]).map(String);
    return { type, [list]: values.map((each) => one(list, each)) };
  }
  if (type === 'datetimepicker') return { type, selected_date_time: value === null ? null : Number(value) };
  if (single !== undefined) return { type, [single]: one(single, String(value)) };
  return { type, value: String(value) };
}

/** By its action id, by its block as well where two share that, or by whatever a test looks for. */
export type Wanted = string | { block_id: string; action_id: string } | ((element: Json) => boolean);

const isWanted = (wanted: Wanted, block: Block, element: Json): boolean => {
  if (typeof wanted === 'function') return wanted(element);
  if (typeof wanted === 'string') return element.action_id === wanted;
  return block.block_id === wanted.block_id && element.action_id === wanted.action_id;
};

/** The element a person can press in these blocks, and the block it stands in. */
export function findElement(blocks: Block[], wanted: Wanted, value?: string): { block: Block; element: Json } {
  const found = blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) => (isWanted(wanted, block, element) ? [{ block, element }] : [])),
  );
  const right = found.find(
    ({ element }) => value === undefined || element.type !== 'button' || element.value === value,
  );
  if (!right)
    throw new Error(`there is nothing to press${typeof wanted === 'string' ? ` with the action ${wanted}` : ''}`);
  return right;
}

/** The action that pressing it makes. */
export function actionOf(block: Block, element: Json, value: string | undefined, ts: string): Json {
  const base = { action_id: element.action_id, block_id: block.block_id, type: element.type, action_ts: ts };
  if (element.type === 'button')
    return { ...base, text: element.text, ...(element.value !== undefined && { value: element.value }) };
  if (value === undefined) throw new Error(`${String(element.type)} needs a value`);
  return { ...base, ...stateOf(element, value) };
}

/** What Slack itself checks of what was typed, by the type of the field (docs.slack.dev: number, email and URL input elements). */
const TYPED: Record<string, (element: Json, value: string) => string | undefined> = {
  number_input: (element, value) => {
    const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
    if (!pattern.test(value)) return 'Please enter a valid number.';
    if (element.min_value !== undefined && Number(value) < Number(element.min_value))
      return 'This number is too small.';
    if (element.max_value !== undefined && Number(value) > Number(element.max_value))
      return 'This number is too large.';
    return undefined;
  },
  email_text_input: (_, value) => (/^\S+@\S+\.\S+$/.test(value) ? undefined : 'Please enter a valid email.'),
  url_text_input: (_, value) => (/^https?:\/\/\S+$/.test(value) ? undefined : 'Please enter a valid URL.'),
};

/** What is wrong with filled-in values before they are sent: Slack itself refuses these. */
export function missingIn(blocks: Block[], values: Record<string, Record<string, Json>>): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks.filter((one) => one.type === 'input')) {
    const element = block.element as Json;
    const { type: _type, ...held } = values[String(block.block_id)]?.[String(element.action_id)] ?? {};
    const filled = Object.values(held).find(
      (one) => one !== null && one !== '' && !(Array.isArray(one) && one.length === 0),
    );
    if (filled === undefined && block.optional !== true)
      errors[String(block.block_id)] = 'Please complete this required field.';
    if (typeof held.value === 'string' && filled !== undefined) {
      const wrong = TYPED[String(element.type)]?.(element, held.value);
      if (wrong) errors[String(block.block_id)] = wrong;
      if (held.value.length > Number(element.max_length ?? 3000)) errors[String(block.block_id)] = 'This is too long.';
      if (held.value.length < Number(element.min_length ?? 0)) errors[String(block.block_id)] = 'This is too short.';
    }
  }
  return errors;
}
