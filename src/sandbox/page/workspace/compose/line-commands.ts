import words from '../../../../../locales/en/staff-page-workspace.json';

export type LineCommand = { typed: string; args: string; says: string };

const says: Record<string, string> = words.line_command;
const args: Record<string, string> = words.line_word;

/** Everything the slash command can do, in the order of its own help. */
export const LINE_COMMANDS: LineCommand[] = Object.keys(says).map((name) => ({
  typed: `/line ${name.replaceAll('_', ' ')}`,
  args: args[name] ?? '',
  says: says[name] ?? '',
}));
