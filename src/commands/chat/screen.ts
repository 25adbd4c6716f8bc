type Json = Record<string, unknown>;

/** What a staff member sees: a message or a modal, as the stand-in keeps it. */
export type Screen = { where: 'message'; channel: string; ts: string; text?: string; blocks: Json[] } | View;
export type View = { where: 'view'; id: string; title: string; blocks: Json[] };
export type Press = { actionId: string; value?: string | undefined };
export type Field = { name: string; type: string; label: string; options: string[]; optional: boolean };

/** Every text of a Block Kit message, without its buttons. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  const { type, text, fields, elements } = value as Json;
  return type === 'button' || type === 'overflow' ? [] : [text, fields, elements].flatMap(textsIn);
}

const plain = (value: unknown): string => textsIn(value).join(' ');
const elementsOf = (block: Json): Json[] => [
  ...((block.elements as Json[] | undefined) ?? []),
  ...(block.accessory ? [block.accessory as Json] : []),
];

/** Buttons, and each choice of a menu, in the order in which they stand. */
export function pressesIn(blocks: Json[]): { label: string; press: Press }[] {
  return blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) => {
      const actionId = String(element.action_id ?? '');
      if (element.type === 'button')
        return [{ label: plain(element.text), press: { actionId, value: element.value as string | undefined } }];
      return optionsOf(element).map(({ text, value }) => ({ label: `${text} ▸`, press: { actionId, value } }));
    }),
  );
}

function optionsOf(element: Json): { text: string; value: string }[] {
  const options = (element.options as Json[] | undefined) ?? [];
  return options.map((option) => ({ text: plain(option.text), value: String(option.value) }));
}

/** What can be filled in. */
export function fieldsIn(blocks: Json[]): Field[] {
  return blocks
    .filter((block) => block.type === 'input')
    .map((block) => {
      const element = block.element as Json;
      return {
        name: String(element.action_id),
        type: String(element.type),
        label: plain(block.label),
        options: optionsOf(element).map(({ value }) => value),
        optional: block.optional === true,
      };
    });
}

const MOST_OPTIONS = 12;

/** The screen in lines of text, its buttons numbered. */
export function drawScreen(screen: Screen): string {
  const presses = pressesIn(screen.blocks).map(({ label }, index) => `[${index + 1}] ${label}`);
  const fields = fieldsIn(screen.blocks).map(({ name, label, options, optional }) => {
    const shown = options.slice(0, MOST_OPTIONS).join('|');
    const more = options.length > MOST_OPTIONS ? `|… (${options.length})` : '';
    return `   ${name}=${shown}${more}   ${label}${optional ? ' (may stay empty)' : ''}`;
  });
  const texts = textsIn(screen.blocks.filter((block) => block.type !== 'input'));
  return [
    ...(screen.where === 'view' ? [`── ${screen.title} ──`] : []),
    ...(texts.length > 0 ? texts : [screen.where === 'message' ? (screen.text ?? '') : '']),
    ...(presses.length > 0 ? [`   ${presses.join('   ')}`] : []),
    ...fields,
    ...(fields.length > 0 ? ['   fill in with  :staff fill name=value; name=value'] : []),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** `title=Kurs; seats=20; roles=triage,lead` as fields; `\n` in a value is a new line. */
export function readFilled(typed: string, fields: Field[]): Record<string, string | string[]> {
  const pairs = typed
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return [
        part.slice(0, Math.max(at, 0)).trim(),
        part
          .slice(at + 1)
          .trim()
          .replaceAll('\\n', '\n'),
      ] as const;
    });
  return Object.fromEntries(
    pairs.map(([name, value]) => {
      const type = fields.find((field) => field.name === name)?.type ?? '';
      const several = type.startsWith('multi_') || type === 'checkboxes';
      return [
        name,
        several
          ? value
              .split(',')
              .map((one) => one.trim())
              .filter((one) => one !== '')
          : value,
      ];
    }),
  );
}
