import { isTestVersion } from '../domain/language.ts';
import type { Say, SayButton, SayLine, SayValue } from '../domain/say.ts';
import { cannotBeUndone, isCritical } from './critical.ts';
import { asSaidToday } from './retired.ts';
import { type Speaker, sayLine } from './say-line.ts';
import type { Texts } from './texts.ts';

/** What of a screen decides it. */
export type OnScreen = Pick<Say, 'lines' | 'after' | 'buttons' | 'critical'>;

/**
 * The language to show under what is critical, because nobody has checked the first; null where one is enough. A screen is critical by
 * its place (`critical`: whatever stands in a report of violence), by a text on it, or by a button of it that cannot be undone.
 */
export function secondUnder(texts: Texts, screen: OnScreen, { language, secondLanguage }: Speaker): string | null {
  if (!isTestVersion(language) || !secondLanguage || secondLanguage === language) return null;
  return criticalKeys(screen).some((key) => !texts.isApproved(language, key)) ? secondLanguage : null;
}

/** The texts of a screen that nobody may misunderstand: all of it, or those that are so by themselves. */
export function criticalKeys(screen: OnScreen): string[] {
  const said = [...screen.lines, ...(screen.after ?? [])].flatMap(keysOf);
  const labels = (screen.buttons ?? []).flat().flatMap(labelKeys);
  if (screen.critical) return [...said, ...labels];
  return [...said.filter(isCritical), ...labels.filter(cannotBeUndone)];
}

/**
 * The buttons again as they stand, row by row from the top, in the second language. Who cannot read the labels counts: so all of
 * them are named, and not only those that cannot be undone. Empty where there are none.
 */
export function buttonsAgain(texts: Texts, buttons: Say['buttons'], speaker: Speaker): string[] {
  const rows = (buttons ?? []).filter((row) => row.length > 0);
  if (rows.length === 0) return [];
  const { escape: safe = (text: string) => text, code: _code, ...plain } = speaker;
  const label = (button: SayButton): string =>
    safe('text' in button.label ? button.label.text : sayLine(texts, button.label, plain));
  return [
    sayLine(texts, { key: 'common:buttons_again' }, speaker),
    ...rows.map((row) => `▫️ ${row.map(label).join(' · ')}`),
  ];
}

/** A short answer over the chat, in both languages where it is critical. */
export function sayOverChat(texts: Texts, line: SayLine, speaker: Speaker): string {
  const own = sayLine(texts, line, speaker);
  const second = secondUnder(texts, { lines: [line] }, speaker);
  return second === null ? own : `${own}\n${sayLine(texts, line, { ...speaker, language: second })}`;
}

function keysOf(line: SayLine): string[] {
  const { key, values } = asSaidToday(line);
  return [key, ...Object.values(values ?? {}).flatMap(keysIn)];
}

function keysIn(value: SayValue): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [];
  if ('key' in value) return keysOf(value);
  return 'list' in value ? value.list.flatMap(keysIn) : [];
}

const labelKeys = ({ label }: SayButton): string[] => ('key' in label ? keysOf(label) : []);
