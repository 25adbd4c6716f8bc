import { expect, it } from 'vitest';
import { learnLanguages } from '../../../src/core/i18n/tell-language.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { doubtedLanguages } from '../../../src/core/offers/doubted-languages.ts';

const tell = learnLanguages(loadTexts());
const text = (title: string, description: string) => ({ title, place: '', description });

it('names every language of an offer whose words seem to be in another, of questions and papers too', () => {
  const sq = text('Kurs për rrobaqepësi', 'Mësoni të qepni në gjashtë javë, transporti është falas.');
  const en = text('Sewing course', 'Learn how to sew in six weeks, transport is free of charge.');
  const none = { questions: [], papers: [] };
  expect(doubtedLanguages({ texts: { sq, en }, ...none }, tell)).toEqual([]);
  expect(doubtedLanguages({ texts: { sq: en, en }, ...none }, tell)).toEqual([{ language: 'sq', seems: 'en' }]);
  expect(doubtedLanguages({ texts: { sq, 'sr-Latn': sq }, ...none }, tell)).toEqual([
    { language: 'sr-Latn', seems: 'sq' },
  ]);
  const papers = [{ key: 'id', texts: { sq: 'Please bring your identity card', en: 'Identity card' } }];
  expect(doubtedLanguages({ texts: { sq, en }, questions: [], papers }, tell)).toEqual([
    { language: 'sq', seems: 'en' },
  ]);
});
