const wordsOf = (text: string): number => text.split(' ').length;

/** Of all commands those that may follow what was typed: first the commands, then what belongs to the one that is there. */
export function fitting<T extends { typed: string }>(all: readonly T[], typed: string): T[] {
  if (!typed.startsWith('/')) return [];
  const soFar = typed.toLowerCase().replace(/\s+/g, ' ');
  const depth = Math.max(2, wordsOf(soFar));
  return all.filter((one) => one.typed.startsWith(soFar) && wordsOf(one.typed) === depth && one.typed !== soFar);
}

/** What goes to the app after `/line`; null when it is another command. */
export function lineText(typed: string): string | null {
  const found = /^\/line(?:\s+([\s\S]*))?$/.exec(typed.trim());
  return found ? (found[1] ?? '') : null;
}

/** Slack escapes these three in what people write (docs.slack.dev, formatting message text). */
export const asSlackKeeps = (typed: string): string =>
  typed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
