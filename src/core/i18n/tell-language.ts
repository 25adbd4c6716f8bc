import { LANGUAGE_ROWS, madeFrom, rowOf } from '../domain/language.ts';
import type { TextLanguage } from '../domain/languages.ts';
import { visible, withoutMarks } from '../domain/text/fold.ts';
import type { Texts } from './texts.ts';

/**
 * Which language a text seems to be in, by words and letters learnt from our own texts (docs/decisions/0049): enough to ask staff once
 * whether they meant it, never to refuse anything.
 */
export type TellLanguage = {
  /**
   * The language a text seems to be in, when its reader's is another; null where they can read it, or where nobody could tell: of names,
   * numbers and codes alone. A text in several languages is for each who finds a good part of it in their own.
   */
  foreignTo(text: string, reader: string): TextLanguage | null;
};

type Learnt = {
  code: TextLanguage;
  /** Words that say by themselves which language this is. */
  known: ReadonlySet<string>;
  words: ReadonlySet<string>;
  letters: ReadonlyMap<string, number>;
  all: number;
};

/** Residents' texts alone are learnt; ready answers stay out, so that a test over all of them tells something. */
const NOT_LEARNT = /^(?:staff|canned)/;
/** So often a word stands in our texts before it counts as known. */
const OFTEN = 2;
/** From so many words on, letters decide too. */
const ENOUGH_WORDS = 5;
/** A reader needs at least this part of a text in their own language, and so many words of it. */
const OWN_PART = 0.2;
const OWN_WORDS = 2;
/** What a word that stands in a language's texts weighs beside its letters, in nats. */
const WORD_WEIGHT = 2.5;
/** So much likelier, a word, another language must be. */
const MARGIN = 0.35;

export function learnLanguages(texts: Pick<Texts, 'strings'>, leaveOut?: RegExp): TellLanguage {
  const isLearnt = (key: string) => !NOT_LEARNT.test(key) && !leaveOut?.test(key);
  // What is another's text in another script is told by its script.
  const own = LANGUAGE_ROWS.filter(([code]) => madeFrom(code) === null);
  const read = own.map(([code, row]) => {
    const kept = [...texts.strings(code)].filter(([key]) => isLearnt(key));
    return { code, frequent: (row.words ?? '').split(/\s+/), words: kept.flatMap(([, text]) => wordsOf(text)) };
  });
  // A word that stands at the beginnings of sentences alone may be the name of somebody or of a place.
  const common = new Set(
    read.flatMap(({ frequent, words }) => [
      ...frequent,
      ...words.flatMap((word) => (word.capital ? [] : [word.lower])),
    ]),
  );
  const learnt = read.map(({ code, frequent, words }) =>
    learn(
      code,
      words.flatMap(({ lower }) => (common.has(lower) ? [lower] : [])),
      frequent,
    ),
  );
  return { foreignTo: (text, reader) => foreignTo(learnt, text, reader) };
}

function learn(code: TextLanguage, texts: readonly string[], frequent: readonly string[]): Learnt {
  const counts = new Map<string, number>();
  const letters = new Map<string, number>();
  const add = (to: Map<string, number>, what: string, times: number) => to.set(what, (to.get(what) ?? 0) + times);
  for (const word of texts) add(counts, word, 1);
  for (const word of frequent) if (word !== '') add(counts, word, OFTEN);
  const words = new Set<string>();
  const known = new Set<string>();
  for (const [word, times] of counts) {
    // Also as it is typed on a phone that lacks its letters.
    for (const form of new Set([word, withoutMarks(word).replaceAll('đ', 'dj')])) {
      words.add(form);
      if (times >= OFTEN) known.add(form);
      for (const gram of grams(form)) add(letters, gram, form === word ? times : 1);
    }
  }
  return { code, known, words, letters, all: [...letters.values()].reduce((sum, one) => sum + one, 0) };
}

/** Three letters at a time, with what begins and ends a word. */
function grams(word: string): string[] {
  const letters = `_${word}_`;
  const found: string[] = [];
  for (let at = 0; at + 3 <= letters.length; at += 1) found.push(letters.slice(at, at + 3));
  return found;
}

/** Addresses, numbers of items, commands, placeholders. */
const NO_WORDS =
  /\{\{[^{}]*\}\}|https?:\/\/\S+|www\.\S+|\S+@\S+\.\S+|@\w+|(?<![\p{L}\p{N}])\/[a-z_]+|(?<![\p{L}\p{N}])[A-Z]-[0-9A-Z]{6}(?![\p{L}\p{N}])/gu;
/** What somebody else wrote. */
const QUOTED = /“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"]*"|^>.*$/gmu;
const SENTENCE = /[^.!?…\n]+[.!?…\n]*/gu;
const WORD = /[\p{L}\p{M}]+/gu;
const UPPER = /^\p{Lu}/u;
const SHOUTED = /^\p{Lu}{2,}$/u;

/** `capital`: at the beginning of a sentence, where a name is not told from another word. */
type Word = { lower: string; capital: boolean };

const clean = (text: string): string => visible(text.normalize('NFC')).replace(NO_WORDS, ' ');

const wordsOf = (text: string): Word[] => (clean(text).match(SENTENCE) ?? []).flatMap(sentenceWords);

/** What may be a name or an agency's letters is left out, unless all of it is written so. */
function sentenceWords(sentence: string): Word[] {
  const words = sentence.match(WORD) ?? [];
  const shouted = words.length > 2 && words.filter((word) => SHOUTED.test(word)).length * 2 > words.length;
  return words
    .filter((word, at) => shouted || (!SHOUTED.test(word) && (at === 0 || !UPPER.test(word))))
    .map((word) => ({ lower: word.toLowerCase(), capital: !shouted && UPPER.test(word) }));
}

const CYRILLIC = /\p{Script=Cyrillic}/gu;
const LATIN = /\p{Script=Latin}/gu;
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
/** Fewer letters are an abbreviation or a sign. */
const FEW_LETTERS = 3;

type Part = { words: string[]; script: 'Latin' | 'Cyrillic'; letters: number };

/** Sentence by sentence, for a text may be in several languages. */
function partsOf(learnt: readonly Learnt[], text: string): Part[] {
  const isKnown = (word: string) => learnt.some(({ words }) => words.has(word));
  return (clean(text).match(SENTENCE) ?? []).map((sentence) => {
    const words = sentenceWords(sentence).filter(({ lower, capital }) => !capital || isKnown(lower));
    // Names and agencies keep their Latin letters in a Cyrillic text.
    const latin = words.reduce((sum, { lower }) => sum + count(lower, LATIN), 0);
    const cyrillic = count(sentence, CYRILLIC);
    return {
      words: words.map(({ lower }) => lower),
      script: cyrillic > latin ? 'Cyrillic' : 'Latin',
      letters: cyrillic + latin,
    };
  });
}

function foreignTo(learnt: readonly Learnt[], text: string, reader: string): TextLanguage | null {
  const unquoted = partsOf(learnt, text.replace(QUOTED, ' '));
  const anyKnown = unquoted.some(
    ({ words, script, letters }) =>
      (script === 'Cyrillic' && letters >= FEW_LETTERS) ||
      words.some((word) => learnt.some(({ words }) => words.has(word))),
  );
  const parts = anyKnown ? unquoted : partsOf(learnt, text);
  const inScript = (script: Part['script']) => parts.filter((part) => part.script === script);
  const [latin, cyrillic] = [inScript('Latin'), inScript('Cyrillic')];
  if (rowOf(reader)?.script === 'Cyrillic') {
    // Whoever reads Cyrillic knows names in Latin, which are no words here.
    const [theirs, others] = [wordsIn(cyrillic), wordsIn(latin)];
    if (others.length === 0 || theirs.length >= (theirs.length + others.length) * OWN_PART) return null;
    return ranked(learnt, others)[0]?.learnt.code ?? null;
  }
  // Whoever reads Latin letters may read no others, names neither.
  const unread = lettersIn(cyrillic);
  if (unread >= FEW_LETTERS && lettersIn(latin) < (lettersIn(latin) + unread) * OWN_PART)
    return LANGUAGE_ROWS.find(([, row]) => row.script === 'Cyrillic')?.[0] ?? null;
  return foreignWords(learnt, latin, reader);
}

const wordsIn = (parts: readonly Part[]): string[] => parts.flatMap(({ words }) => words);
const lettersIn = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + part.letters, 0);

/** Of words in the reader's script. */
function foreignWords(learnt: readonly Learnt[], parts: readonly Part[], reader: string): TextLanguage | null {
  const own = learnt.find(({ code }) => code === reader);
  const words = wordsIn(parts);
  if (!own || words.length === 0) return null;
  if (words.length < ENOUGH_WORDS) return byKnownWords(learnt, words, own);
  const [best] = ranked(learnt, words);
  if (!best || best.learnt === own) return null;
  if (best.score - score(own, words) < MARGIN * words.length) return null;
  // Sentence by sentence: a good part in their own language is enough.
  const readable = parts
    .filter(({ words }) => words.length > 0 && ranked(learnt, words)[0]?.learnt === own)
    .reduce((sum, { words }) => sum + words.length, 0);
  return readable >= words.length * OWN_PART && readable >= OWN_WORDS ? null : best.learnt.code;
}

function byKnownWords(learnt: readonly Learnt[], words: readonly string[], own: Learnt): TextLanguage | null {
  const knownTo = ({ known }: Learnt) => words.filter((word) => known.has(word)).length;
  const readable = words.filter((word) => own.words.has(word)).length;
  const others = learnt
    .filter((one) => one !== own)
    .map((one) => ({ code: one.code, times: knownTo(one) }))
    .toSorted((a, b) => b.times - a.times);
  const [best] = others;
  if (!best || best.times === 0) return null;
  const allOfThem = best.times === words.length && words.length > 1 && readable < words.length;
  return readable === 0 || allOfThem || best.times - readable >= 2 ? best.code : null;
}

const ranked = (learnt: readonly Learnt[], words: readonly string[]) =>
  learnt.map((one) => ({ learnt: one, score: score(one, words) })).toSorted((a, b) => b.score - a.score);

/** The likelihood of words in a language, as a logarithm. */
function score({ letters, all, words: texts, known }: Learnt, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    for (const gram of grams(word)) sum += Math.log(((letters.get(gram) ?? 0) + 0.2) / (all + 2000));
    if (texts.has(word)) sum += WORD_WEIGHT;
    if (known.has(word)) sum += WORD_WEIGHT / 2;
  }
  return sum;
}
