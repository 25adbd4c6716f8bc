import type { Reader } from '../../../src/core/channel/channel.ts';
import type { Say, SayButton } from '../../../src/core/domain/say.ts';
import { sayLine } from '../../../src/core/i18n/say-line.ts';
import { buttonsAgain, secondUnder } from '../../../src/core/i18n/second-under.ts';
import type { Texts } from '../../../src/core/i18n/texts.ts';

/** Of one message, in UTF-16 units. */
export const LONGEST = 160;

/** What a number typed stands for. */
export type Choices = ReadonlyMap<string, string>;
export type PlainMessage = { text: string; choices: Choices };

/** Says as plain messages. Choices are numbered through all of them; `0` goes back. */
export function renderPlain(texts: Texts, says: readonly Say[], reader: Reader): PlainMessage[] {
  const choices = new Map<string, string>();
  let next = 1;
  const numbered = ({ label, data }: SayButton): string => {
    const back = 'key' in label && label.key === 'common:back';
    const number = back ? '0' : String(next++);
    choices.set(number, data);
    return `${number} ${'text' in label ? label.text : sayLine(texts, label, { ...reader, channel: 'phone' })}`;
  };
  const whole = says.map((say) => [body(texts, say, reader), ...(say.buttons ?? []).flat().map(numbered)].join('\n'));
  return whole.flatMap(splitPlain).map((text) => ({ text, choices }));
}

function body(texts: Texts, say: Say, reader: Reader): string {
  const inLanguage = (language: string) => {
    const told = (lines: Say['lines']) =>
      lines.map((line) => sayLine(texts, line, { ...reader, language, channel: 'phone' }));
    return [...told(say.lines), ...(say.quote ? [`“${say.quote}”`] : []), ...told(say.after ?? [])].join('\n');
  };
  const second = secondUnder(texts, say, reader);
  const again = second ? buttonsAgain(texts, say.buttons, { ...reader, language: second, channel: 'phone' }) : [];
  return [inLanguage(reader.language), ...(second ? [[inLanguage(second), ...again].join('\n')] : [])].join('\n\n');
}

/** At the end of a line, else between words, else between characters. */
export function splitPlain(text: string): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > LONGEST) {
    const window = rest.slice(0, LONGEST + 1);
    const at = [window.lastIndexOf('\n'), window.lastIndexOf(' ')].find((found) => found > LONGEST / 2);
    const cut = at ?? (/[\uD800-\uDBFF]$/.test(rest.slice(0, LONGEST)) ? LONGEST - 1 : LONGEST);
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest === '' ? parts : [...parts, rest];
}
