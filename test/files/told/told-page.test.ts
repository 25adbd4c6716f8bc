import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileLanguage } from '../../../src/core/domain/languages.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import type { ReportDocument } from '../../../src/core/reports/document.ts';
import { tellDocument } from '../../../src/files/told/tell-document.ts';
import { toldPage } from '../../../src/files/told/told-page.ts';
import { openChromium } from '../../support/chromium.ts';
import { pdfWords } from '../../support/pdf-words.ts';
import { emptyDocument, sampleDocument, smallDocument } from '../../support/sample-document.ts';
import { serious } from '../../support/serious.ts';

const texts = loadTexts();
const pageOf = (language: FileLanguage, report: ReportDocument) => toldPage(tellDocument(texts, language, report));

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

/** The page as it is opened from a disk without any network, and what it asked for. */
async function open(html: string, over: { colorScheme?: 'light' | 'dark'; width?: number } = {}) {
  const page = await browser.newPage({
    colorScheme: over.colorScheme ?? 'light',
    viewport: { width: over.width ?? 900, height: 900 },
    offline: true,
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.setContent(html);
  return { page, asked };
}

const REPORTS = [
  ['nothing', emptyDocument()],
  ['12 items', smallDocument()],
  ['5,000 items', sampleDocument()],
  ['5,000 items, exact', sampleDocument({ audience: 'internal' })],
] as const;

describe.each(REPORTS)('a page of %s', (_, report) => {
  it.each([
    ['light', 900],
    ['dark', 360],
  ] as const)(
    'has nothing that axe finds serious and is not cut, in %s colours at %i pixels',
    async (colorScheme, width) => {
      const { page } = await open(await pageOf('sr-Cyrl', report), { colorScheme, width });
      expect(await serious(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(
        0,
      );
      await page.close();
    },
  );

  it('asks for nothing, and has its headings in order', async () => {
    const { page, asked } = await open(await pageOf('sq', report));
    expect(asked).toEqual([]);
    expect(await page.getAttribute('html', 'lang')).toBe('sq');
    const levels = await page.$$eval('h1,h2,h3,h4', (all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [nth, level] of levels.entries()) expect(level - (levels[nth - 1] ?? 0)).toBeLessThanOrEqual(1);
    await page.close();
  });

  it('says on every printed page for whom it is', async () => {
    const { page } = await open(await pageOf('sr-Latn', report));
    const pages = await pdfWords(await page.pdf({ preferCSSPageSize: true }));
    const mark = texts.say('sr-Latn', `exports:mark.${report.audience}`);
    expect(pages.length).toBeGreaterThan(0);
    for (const words of pages) expect(words).toContain(mark);
    await page.close();
  });
});

it('is the same to the byte each time', async () => {
  expect(await pageOf('sq', sampleDocument())).toBe(await pageOf('sq', sampleDocument()));
});

it('shows what people wrote as they wrote it, in the original and in the language of the page', async () => {
  const { page } = await open(await pageOf('sr-Cyrl', sampleDocument()));
  const [said] = await page.locator('.said').allInnerTexts();
  expect(said).toContain('<edhe & të dielën>');
  expect(said).toContain('Вода је поново дошла, хвала што сте нас звали и недељом.');
  expect(await page.locator('.said blockquote[lang=sq]').count()).toBe(1);
  await page.close();
});

it('has a table with every number of a chart behind it', async () => {
  const { page } = await open(await pageOf('en', sampleDocument()));
  const charts = await page.locator('figure svg[role=img][aria-label]').count();
  expect(charts).toBe(5);
  expect(await page.locator('figure + details table').count()).toBe(charts);
  await page.close();
});
