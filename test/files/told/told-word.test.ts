import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { FileLanguage } from '../../../src/core/domain/languages.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import type { ReportDocument } from '../../../src/core/reports/document.ts';
import { tellDocument } from '../../../src/files/told/tell-document.ts';
import { toldWord } from '../../../src/files/told/told-word.ts';
import { findProgram } from '../../support/other-programs.ts';
import { pdfWords } from '../../support/pdf-words.ts';
import { emptyDocument, sampleDocument, smallDocument } from '../../support/sample-document.ts';
import { unzipped } from '../../support/unzip.ts';

const run = promisify(execFile);
const texts = loadTexts();
const wordOf = (language: FileLanguage, report: ReportDocument) => toldWord(tellDocument(texts, language, report));

/** As LibreOffice lays it out, page after page. */
async function inWriter(files: readonly Uint8Array[]): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'word-'));
  try {
    const paths = files.map((_, nth) => join(folder, `${nth}.docx`));
    for (const [nth, path] of paths.entries()) await writeFile(path, files[nth] ?? '');
    const own = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const args = [own, '--headless', '--norestore', '--convert-to', 'pdf', '--outdir', folder, ...paths];
    await run(await findProgram('writer'), args, { timeout: 600_000 });
    const pages: string[][] = [];
    for (const path of paths) pages.push(await pdfWords(await readFile(path.replace('.docx', '.pdf'))));
    return pages;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('a document to go on writing in', () => {
  it('has real headings, tables whose first row stands on each page, and pictures that say what they show', async () => {
    const parts = unzipped(await wordOf('sr-Cyrl', sampleDocument()));
    const xml = parts.get('word/document.xml')?.toString() ?? '';
    // Of a section with neither a sentence nor one of the charts, nothing stands before the annex.
    expect(xml.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(6);
    expect(xml.match(/<w:pStyle w:val="Heading2"\/>/g)).toHaveLength(2);
    expect(xml.match(/<w:pStyle w:val="Heading3"\/>/g)).toHaveLength(6);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(8);
    const alts = [...xml.matchAll(/<wp:docPr [^>]*descr="([^"]+)"/g)].map(([, words = '']) => words);
    expect(alts).toHaveLength(3);
    const [before = ''] = texts.say('sr-Cyrl', 'exports:page.chart', { what: '*' }).split('*');
    for (const words of alts) expect(words.startsWith(before)).toBe(true);
    expect(parts.get('word/styles.xml')?.toString()).toContain('w:val="sr-Cyrl-RS"');
    // What somebody said in Albanian is checked as Albanian.
    expect(xml).toContain('<w:lang w:val="sq-AL"/>');
    expect(xml).toContain('&lt;edhe &amp; të dielën&gt;');
  });

  it('is the same in every part each time it is made', async () => {
    const [one, two] = [await wordOf('sq', sampleDocument()), await wordOf('sq', sampleDocument())].map(unzipped);
    expect([...(one?.keys() ?? [])]).toEqual([...(two?.keys() ?? [])]);
    for (const [name, bytes] of one ?? []) expect(two?.get(name)?.equals(bytes), name).toBe(true);
  });

  it('lets a wide table go on below itself, so that no word over a column breaks letter by letter', async () => {
    const told = tellDocument(texts, 'sq', sampleDocument());
    const figures = Array.from({ length: 7 }, (_, nth) => `përgjigjeveshumë${nth}`);
    const cells = figures.map((words) => ({ words, before: null, gap: false }));
    const named = {
      name: 'wide',
      number: '1.1',
      heading: 'Gjerë',
      remark: null,
      left: { rows: 0, columns: 0 },
      chart: null,
    };
    const wide = { ...named, columns: ['Grupi', ...figures], rows: [{ label: 'Gra', cells, total: false }] };
    const sections = [{ heading: 'Gjerë', paragraph: '', tables: [wide], empty: null }];
    const parts = unzipped(await toldWord({ ...told, sections, leading: [], targets: [], quotations: [] }));
    const xml = parts.get('word/document.xml')?.toString() ?? '';
    const grids = [...xml.matchAll(/<w:tblGrid>(.*?)<\/w:tblGrid>/gs)].map(
      ([, grid = '']) => grid.split('<w:gridCol').length - 1,
    );
    // The headline, and then the seven in pieces, each behind its group.
    const [, ...pieces] = grids;
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.reduce((sum, columns) => sum + columns - 1, 0)).toBe(7);
    expect(xml.match(/>Gra</g)).toHaveLength(pieces.length);
  });

  it('has every table in an annex, each a click away from the list of them', async () => {
    const parts = unzipped(await wordOf('en', sampleDocument()));
    const xml = parts.get('word/document.xml')?.toString() ?? '';
    const links = [...xml.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g)].map(([, to]) => to);
    const places = [...xml.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, name]) => name);
    expect(links).toEqual(['table-1-1', 'table-1-2', 'table-1-3', 'table-1-4', 'table-2-1', 'table-2-2']);
    expect(places).toEqual(links);
    expect(xml.indexOf('>Annex: tables<')).toBeLessThan(xml.indexOf('table-1-1'));
  });

  it('opens in LibreOffice with nothing, with 12 items and with 5,000, and says on each page for whom it is', async () => {
    const reports = [
      ['en', emptyDocument()],
      ['sq', smallDocument()],
      ['sr-Cyrl', sampleDocument({ audience: 'internal' })],
    ] as const;
    const files: Uint8Array[] = [];
    for (const [language, report] of reports) files.push(await wordOf(language, report));
    const opened = await inWriter(files);
    for (const [nth, [language, report]] of reports.entries()) {
      const pages = opened[nth] ?? [];
      expect(pages.length).toBeGreaterThan(0);
      for (const [page, words] of pages.entries()) {
        expect(words).toContain(texts.say(language, `exports:mark.${report.audience}`));
        expect(words).toContain(texts.say(language, 'exports:page.page', { page: page + 1, pages: pages.length }));
      }
      expect(pages.join(' ')).toContain(texts.say(language, 'exports:page.notes'));
    }
  });
});
