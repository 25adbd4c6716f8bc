import { expect, it } from 'vitest';
import type { FileLanguage } from '../../../src/core/domain/languages.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import type { ReportDocument } from '../../../src/core/reports/document.ts';
import { tellDocument } from '../../../src/files/told/tell-document.ts';
import { toldPrint } from '../../../src/files/told/told-print.ts';
import { pdfWords } from '../../support/pdf-words.ts';
import { emptyDocument, sampleDocument, smallDocument } from '../../support/sample-document.ts';

const texts = loadTexts();
const tell = (language: FileLanguage, report: ReportDocument) => tellDocument(texts, language, report);

it.each([
  ['nothing', emptyDocument()],
  ['12 items', smallDocument()],
  ['5,000 items', sampleDocument()],
] as const)('of %s it is a sheet of paper, and says on both of its pages for whom it is', async (_, report) => {
  const pages = await pdfWords(await toldPrint(tell('sr-Cyrl', report)));
  expect(pages.length).toBeLessThanOrEqual(2);
  for (const words of pages) expect(words).toContain(texts.say('sr-Cyrl', 'exports:mark.sharing'));
});

it('names the tables that had no room', async () => {
  const report = sampleDocument();
  const [first] = report.sections;
  const many = first ? Array.from({ length: 12 }, () => first) : [];
  const pages = await pdfWords(await toldPrint(tell('en', { ...report, sections: many })));
  expect(pages).toHaveLength(2);
  expect(pages.join(' ')).toContain('Other tables, in the Word file:');
});

it('has each part in two languages beside each other, both scripts among them', async () => {
  const report = sampleDocument({ audience: 'internal' });
  const bytes = await toldPrint(tell('sq', report), tell('sr-Cyrl', report));
  const pages = await pdfWords(bytes);
  const all = pages.join(' ');
  for (const language of ['sq', 'sr-Cyrl'] as const)
    for (const key of ['exports:page.title', 'exports:page.notes', 'exports:label.feedback_type.complaint'])
      expect(all).toContain(texts.say(language, key));
  for (const words of pages) expect(words).toContain(texts.say('sr-Cyrl', 'exports:mark.internal'));
});

it('says what it is, in which language and by whom, and is the same to the byte each time', async () => {
  const [one, two] = [await toldPrint(tell('sq', sampleDocument())), await toldPrint(tell('sq', sampleDocument()))];
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  const raw = Buffer.from(one).toString('latin1');
  expect(raw).toContain('/Lang (sq)');
  expect(raw).toContain('/DisplayDocTitle true');
  expect(raw).toMatch(/\/Author /);
});
