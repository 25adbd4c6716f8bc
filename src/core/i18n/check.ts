import { LANGUAGES } from '../domain/codes.ts';
import { isTestVersion, madeFrom, rowOf } from '../domain/language.ts';
import { withoutLatinNames } from '../domain/text/serbian-script.ts';
import { tooWide } from './labels.ts';
import { placeholders } from './placeholders.ts';
import { pluralBase, sourceOf, wantedKeys } from './plurals.ts';
import * as rules from './rules.ts';
import { unexplained } from './translating/explain-text.ts';

export type Problem = { level: 'error' | 'warning'; language: string; key: string; message: string };
type Strings = ReadonlyMap<string, ReadonlyMap<string, string>>;
type Report = (message: string, level?: Problem['level']) => void;

/** Everything that can be wrong with the texts without reading them as a person would. */
export function checkLocales(strings: Strings): Problem[] {
  const all = ['en', ...LANGUAGES];
  const problems: Problem[] = all.filter((language) => !strings.has(language)).map(withoutFolder);
  const english = strings.get('en') ?? new Map<string, string>();
  for (const language of all.filter((one) => strings.has(one))) {
    const own = strings.get(language) ?? new Map<string, string>();
    const add = (key: string, message: string, level: Problem['level'] = 'error') =>
      problems.push({ level, language, key, message });
    if (language !== 'en') checkParity(english, own, language, add);
    for (const [key, text] of own) {
      const report: Report = (message, level) => add(key, message, level);
      checkText(text, key, language, report);
      checkNumbers(text, key, own, report);
      checkWidth(key, own, report);
      if (rules.isStaffKey(key)) continue;
      if (language === 'en') {
        for (const message of unexplained(english, key)) report(message);
        continue;
      }
      const source = sourceOf(key, english);
      if (source !== undefined && isCopied(source, text, key)) {
        // Whatever else is wrong with it is wrong because it is English.
        report('is the same as the English');
        continue;
      }
      if (source !== undefined) checkTranslation(source, text, key, language, report);
      checkScript(text, key, language, report);
      const from = madeFrom(language);
      if (from) checkCarriedOver(strings.get(from.language)?.get(key), from.make, text, key, report);
    }
  }
  return problems;
}

const withoutFolder = (language: string): Problem => ({
  ...{ level: 'error', language, key: `locales/${language}` },
  message: 'is missing: there is no such folder',
});

function checkParity(
  english: ReadonlyMap<string, string>,
  own: ReadonlyMap<string, string>,
  language: string,
  add: (key: string, message: string) => void,
): void {
  const keys = new Set([...english.keys()].filter((key) => !rules.isStaffKey(key)));
  const wanted = wantedKeys(keys, language);
  for (const key of wanted) if (!own.has(key)) add(key, 'is missing');
  for (const key of own.keys()) if (!wanted.has(key) && !rules.isStaffKey(key)) add(key, 'is not in the English texts');
}

function checkText(text: string, key: string, language: string, report: Report): void {
  if (!text.trim()) report('is empty');
  if (text !== text.trim() && key !== 'common:separator') report('begins or ends with a space');
  if (text !== text.normalize('NFC')) report('is not in the composed form (NFC)');
  const unseen = UNSEEN.exec(text)?.[0].codePointAt(0);
  if (unseen !== undefined)
    report(`has a character that nobody sees (U+${unseen.toString(16).toUpperCase().padStart(4, '0')})`);
  if (/[<>&]/.test(text) && !rules.isStaffKey(key)) report('has a character of markup (< > &)');
  if (/\p{Extended_Pictographic}/u.test(text) && !/\p{L}|\{\{/u.test(text)) report('is an emoji without a word');
  if (rules.isStaffKey(key)) return;
  checkLengths(text, key, report);
  const words = longestSentence(text);
  if (words > rules.SENTENCE_WORDS)
    report(
      `has a sentence of ${words} words; at most ${rules.SENTENCE_WORDS}`,
      isTestVersion(language) ? 'warning' : 'error',
    );
  const from = madeFrom(language);
  const found = rowOf(from?.language ?? language)?.avoid?.exec(from ? from.back(text) : text);
  if (found) report(`uses “${found[0]}”, which the glossary rules out`);
}

/** What turns text round, breaks it or hides in it, and what only one font draws; but for what joins two emoji. */
const UNSEEN = /(?![\n\u200d])[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d/u;
const MID_SENTENCE = new RegExp(`:\\s*\\{\\{(?:${rules.NUMBER_VALUES})\\}\\}\\s*[.)]`);

/** Whether what stands beside a number has the form that the number wants. */
function checkNumbers(text: string, key: string, own: ReadonlyMap<string, string>, report: Report): void {
  if (rules.isPageKey(key)) return;
  const [counted = '', word = ''] = /\{\{count\}\}[\s*_]*(\p{L}+)/u.exec(text) ?? [];
  if (counted && !rules.UNCOUNTED.has(word) && pluralBase(key, own) === null)
    report(`counts “${counted}” in one form alone; it needs one for each way the language counts`);
  if (rules.isStaffKey(key)) return;
  const named = /\{\{(days|hours|minutes|weeks|months|years|age)\}\}\s*\p{L}/u.exec(text);
  if (named) report(`counts by {{${named[1]}}}, which has no forms: say it by {{count}}, or as a length of time`);
  if (MID_SENTENCE.test(text)) report('has a label in the middle of a sentence');
}

function checkLengths(text: string, key: string, report: Report): void {
  const within = (most: number, what: string) => {
    if ([...text].length > most) report(`is ${[...text].length} characters long; ${what} has at most ${most}`);
  };
  if (rules.TOAST_KEYS.test(key)) within(rules.TOAST_LENGTH, 'a short answer over the chat');
  const limit = rules.LENGTHS.find(([pattern]) => pattern.test(key));
  within(limit?.[1] ?? rules.TEXT_LENGTH, 'this text');
}

function checkWidth(key: string, own: ReadonlyMap<string, string>, report: Report): void {
  const wide = tooWide(key, own);
  if (wide !== null) report(wide);
}

/** Words of the longest sentence. A placeholder is a word; a colon that opens a list ends a sentence. */
export function longestSentence(text: string): number {
  const sentences = text.replace(/\{\{[^{}]*\}\}/g, 'X').split(/[.!?…:]+(?=\s|$)|\n/u);
  return Math.max(...sentences.map((sentence) => (sentence.match(/[\p{L}\p{N}][^\s]*/gu) ?? []).length));
}

function isCopied(source: string, text: string, key: string): boolean {
  if (source !== text || rules.MULTILINGUAL.test(key)) return false;
  return wordsOf(text).some((word) => !rules.SAME_WORDS.has(word));
}

/** Without placeholders. */
const bareOf = (text: string): string => text.replace(/\{\{[^{}]*\}\}/g, ' ');
const wordsOf = (text: string): string[] =>
  bareOf(text)
    .toLowerCase()
    .match(/\p{L}+/gu) ?? [];

function checkTranslation(source: string, text: string, key: string, language: string, report: Report): void {
  if (placeholders(source).join() !== placeholders(text).join())
    report(
      `has other placeholders than the English: ${placeholders(text).join(', ') || 'none'} instead of ${placeholders(source).join(', ') || 'none'}`,
    );
  else if (/[{}]/.test(bareOf(text))) report('has a brace that is of no placeholder');
  if (text.trim() && !/\p{L}/u.test(bareOf(text)) && /\p{L}/u.test(bareOf(source))) report('has no word');
  if (rules.MULTILINGUAL.test(key) || rowOf(language)?.script !== 'Latin') return;
  const left = rules.ENGLISH_WORDS.exec(bareOf(text));
  if (left) report(`still has the English word “${left[0]}”`);
}

function checkScript(text: string, key: string, language: string, report: Report): void {
  if (rules.MULTILINGUAL.test(key)) return;
  const strange = /(?:(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}])\p{L})+/u.exec(
    text,
  );
  if (strange) report(`has letters of another alphabet: ${strange[0]}`);
  if (rowOf(language)?.script !== 'Cyrillic') {
    if (/\p{Script=Cyrillic}/u.test(text)) report('has Cyrillic letters');
    return;
  }
  const found = /\p{Script=Latin}+/u.exec(withoutLatinNames(text));
  if (found) report(`has Latin letters: ${found[0]}`);
}

function checkCarriedOver(
  latin: string | undefined,
  make: (text: string) => string,
  text: string,
  key: string,
  report: Report,
): void {
  if (latin === undefined || rules.MULTILINGUAL.test(key) || rules.SCRIPT_EXCEPTIONS.has(key)) return;
  const expected = make(latin);
  if (text !== expected) report(`is not the Latin text in Cyrillic: expected “${expected}”`);
}
