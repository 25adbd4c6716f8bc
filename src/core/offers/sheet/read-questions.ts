import type { TextLanguage } from '../../domain/languages.ts';
import { type OwnQuestion, type PaperNeeded, TEXT_LANGUAGES } from '../../domain/offers/offer.ts';
import type { SheetCell, SheetCode } from '../../domain/offers/sheet.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import { asCode } from '../../domain/text/fold.ts';
import { clip, readText } from './read-cells.ts';
import { scriptFault } from './script-fault.ts';

const KEY = /^[a-z0-9]{1,8}$/;
const LONGEST = 300;
const KINDS = ['yes_no', 'text', 'number'] as const;
type Texts = Partial<Record<TextLanguage, string>>;

/** One a line: `key | yes_no | needed yes | sq: … | en: …`. */
export function readQuestions(cell: SheetCell): Result<OwnQuestion[], SheetCode> {
  return readLines(cell, (key, [kindText = '', wanted = '', ...rest], shown): Result<OwnQuestion, SheetCode> => {
    const kind = KINDS.find((one) => one === asCode(kindText));
    if (!kind) return refuse('question_kind', { ...shown, known: KINDS.join(', ') });
    const word = /^(?:needed\s+)?(yes|no)$/i.exec(wanted)?.[1]?.toLowerCase();
    const optional = /^optional$/i.test(wanted);
    if (!word && !optional && !/^(?:needed\s*)?[-–—]?$/i.test(wanted)) return refuse('question_needed', shown);
    const texts = readTexts(rest, shown);
    if (!texts.ok) return texts;
    return done({
      ...{ key, kind, texts: texts.value },
      ...(word && { needed: word as 'yes' | 'no' }),
      ...(optional && { optional }),
    });
  });
}

/** One a line: `key | sq: … | en: …`. */
export function readPapers(cell: SheetCell): Result<PaperNeeded[], SheetCode> {
  return readLines(cell, (key, rest, shown) => {
    const texts = readTexts(rest, shown);
    return texts.ok ? done({ key, texts: texts.value }) : texts;
  });
}

function readLines<T>(
  cell: SheetCell,
  read: (key: string, rest: string[], shown: { text: string }) => Result<T, SheetCode>,
): Result<T[], SheetCode> {
  const text = readText(cell);
  if (!text.ok) return text;
  const found: T[] = [];
  for (const line of (text.value ?? '').split('\n').filter((one) => one.trim() !== '')) {
    const [key = '', ...rest] = line.split('|').map((part) => part.trim());
    const shown = { text: clip(line) };
    if (!KEY.test(key)) return refuse('question_key', shown);
    const one = read(key, rest, shown);
    if (!one.ok) return one;
    found.push(one.value);
  }
  return done(found);
}

function readTexts(parts: string[], shown: { text: string }): Result<Texts, SheetCode> {
  const texts: Texts = {};
  for (const part of parts.filter((one) => one !== '')) {
    const match = /^([a-z]{2,3}(?:[-_ ][a-z]{4})?)\s*:\s*(.*)$/isu.exec(part);
    const language = TEXT_LANGUAGES.find((one) => asCode(one) === asCode(match?.[1] ?? ''));
    const text = match?.[2]?.trim();
    if (!language) return refuse('question_language', { ...shown, known: TEXT_LANGUAGES.join(', ') });
    if (!text) return refuse('question_text_empty', { ...shown, language });
    if (texts[language] !== undefined) return refuse('question_language_twice', { ...shown, language });
    if (text.length > LONGEST) return refuse('question_too_long', { ...shown, most: LONGEST });
    const fault = scriptFault(language, text);
    if (fault) return refuse(fault.code, fault.values);
    texts[language] = text;
  }
  return Object.keys(texts).length > 0 ? done(texts) : refuse('question_no_text', shown);
}
