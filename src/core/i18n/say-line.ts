import type { Channel } from '../domain/codes.ts';
import { rowOf } from '../domain/language.ts';
import type { SayLine, SayValue } from '../domain/say.ts';
import { formatTime } from './dates.ts';
import { asSaidToday } from './retired.ts';
import type { Texts, TextValues } from './texts.ts';
import { formatEuros, formatNumber } from './write-figures.ts';

export type Speaker = {
  language: string;
  secondLanguage?: string | null;
  /** Over which the person reads it: a text may name it as {{channel}}. */
  channel?: Channel;
  /** Makes a value safe in the channel's own markup; texts of ours and words of people alike go through it. */
  escape?: (text: string) => string;
  /** Marks an escaped number that people copy. */
  code?: (text: string) => string;
};

/** A line in words: values translated, dates formatted, people's own words put in as they are. */
export function sayLine(texts: Texts, said: SayLine, speaker: Speaker): string {
  const line = asSaidToday(said);
  const own = channelIn(texts, line.key, speaker);
  const within = BUTTONS.test(line.key) ? sayValue : sayWithinLine;
  if (!line.values) return texts.say(speaker.language, line.key, own, speaker.secondLanguage);
  const values = Object.entries(line.values).map(([name, value]) => [
    name,
    // The form of a sentence that counts is found by the number itself.
    name === 'count' && typeof value === 'number' ? value : within(texts, value, speaker),
  ]);
  return texts.say(speaker.language, line.key, { ...own, ...Object.fromEntries(values) }, speaker.secondLanguage);
}

const asItIs = (text: string): string => text;

/** Still buttons: what is put in begins as its label does. */
const BUTTONS = /^common:(chosen|switch_language)$/;
const PEOPLES_AND_LANGUAGES = /^codes:(community|language)\./;

/** A value inside a line, where some languages write small what is capital on a button. */
function sayWithinLine(texts: Texts, value: SayValue, speaker: Speaker): string {
  if (typeof value === 'object' && 'list' in value)
    return joined(texts, value.list, speaker, (entry) => sayWithinLine(texts, entry, speaker));
  const said = sayValue(texts, value, speaker);
  const isSmall = typeof value === 'object' && 'key' in value && PEOPLES_AND_LANGUAGES.test(value.key);
  return isSmall && rowOf(speaker.language)?.peoplesSmall ? said.toLowerCase() : said;
}

const CHANNEL = '{{channel}}';

/** The channel by its name, where the text names it. */
function channelIn(texts: Texts, key: string, { language, channel, secondLanguage }: Speaker): TextValues | undefined {
  if (channel === undefined || !texts.strings(language).get(key)?.includes(CHANNEL)) return undefined;
  return { channel: texts.say(language, `codes:channel.${channel}`, {}, secondLanguage) };
}

/** A value in words. */
export function sayValue(texts: Texts, value: SayValue, speaker: Speaker): string {
  const { language, escape: safe = asItIs, code = asItIs } = speaker;
  if (typeof value === 'string') return safe(value);
  if (typeof value === 'number') return safe(formatNumber(language, value));
  if ('text' in value) return safe(value.text);
  if ('code' in value) return code(safe(value.code));
  if ('key' in value) return sayLine(texts, value, speaker);
  if ('date' in value) return safe(texts.formatDate(language, value.date));
  if ('dateTime' in value) return safe(texts.formatDateTime(language, value.dateTime));
  if ('cents' in value) return safe(formatEuros(language, value.cents));
  if ('time' in value) return safe(formatTime(value.time));
  return joined(texts, value.list, speaker, (entry) => sayValue(texts, entry, speaker));
}

const joined = (
  texts: Texts,
  list: SayValue[],
  { language, secondLanguage }: Speaker,
  say: (entry: SayValue) => string,
): string => list.map(say).join(texts.say(language, 'common:separator', {}, secondLanguage));
