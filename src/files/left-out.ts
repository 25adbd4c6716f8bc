import type { Texts } from '../core/i18n/texts.ts';

/** What is said beside every file to whoever takes it: its columns are relied on from outside, and it is passed on. For staff in English. */
export function leftOutWords(texts: Texts, what: string, { unseen = 0 }: { unseen?: number }): string {
  const say = (key: string, values?: { count: number }) => texts.say('en', `staff-sheets:left_out.${key}`, values);
  const always = say(what === 'summary' ? 'figures' : 'rows');
  return unseen > 0 ? `${always} ${say('places', { count: unseen })}` : always;
}
