import words from '../../../../locales/en/staff-page-workspace.json';

export type LineCommand = { typed: string; args: string; says: string };

const says: Record<string, string> = words.line_command;
const args: Record<string, string> = words.line_word;

/** Everything the slash command can do, in the order of its own help. */
const ALL: LineCommand[] = Object.keys(says).map((name) => ({
  typed: `/line ${name.replaceAll('_', ' ')}`,
  args: args[name] ?? '',
  says: says[name] ?? '',
}));

const wordsOf = (text: string): number => text.split(/\s+/).length;

/** What may follow what was typed: first the commands, then what belongs to one of them. */
export function commandsFor(typed: string): LineCommand[] {
  if (!typed.startsWith('/')) return [];
  const so_far = typed.toLowerCase().replace(/\s+/g, ' ');
  const depth = Math.max(2, wordsOf(so_far));
  return ALL.filter((one) => one.typed.startsWith(so_far) && wordsOf(one.typed) === depth && one.typed !== so_far);
}

/** As it goes to the app; null when it is no command that is known here. */
export const lineText = (typed: string): string | null =>
  /^\/line(?:\s+([\s\S]*))?$/.exec(typed)?.[1]?.trim() ?? (typed === '/line' ? '' : null);

/** Slack escapes these three in what people write (docs.slack.dev, formatting message text). */
export const asSlackKeeps = (typed: string): string =>
  typed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
