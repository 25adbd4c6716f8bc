// Writes the summary of no, twelve and five thousand invented items in every language of files, turns each file into pictures as Chromium, LibreOffice
// and a PDF reader show it, and keeps a few of them in docs/pictures. `npm run figure-pictures [FOLDER [SIZE...]]`: all of them, to look at, or those of some sizes.
import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import postgres from 'postgres';
import { closeBenchServer, createBenchDatabase } from '../bench/database.ts';
import { benchLine } from '../bench/line.ts';
import type { FileLanguage } from '../src/core/domain/languages.ts';
import { loadTexts } from '../src/core/i18n/texts.ts';
import type { Audience } from '../src/core/reports/document.ts';
import { connect } from '../src/db/client.ts';
import { exportReport } from '../src/files/export-report.ts';
import { openChromium } from '../test/support/chromium.ts';
import { fillWorld } from '../test/support/worlds.ts';
import { figureWorld } from './figure-world.ts';
import { ROOT, runProgram } from './run-program.ts';

/** Every language, both scripts and both audiences; not all of all: a file takes seconds. */
const SEEN: [size: number, audience: Audience, language: FileLanguage][] = [
  [0, 'sharing', 'sr-Cyrl'],
  [0, 'internal', 'en'],
  [12, 'sharing', 'sr-Latn'],
  [12, 'sharing', 'en'],
  [12, 'internal', 'sq'],
  [12, 'internal', 'sr-Cyrl'],
  [5000, 'internal', 'sr-Latn'],
  [5000, 'sharing', 'sq'],
  [5000, 'sharing', 'en'],
  [5000, 'internal', 'sr-Cyrl'],
];
const FORMATS = ['html', 'docx', 'pdf'] as const;
/** A workbook prints on hundreds of pages, for a minute: there is one of each size, of the first that is named. */
const MOST_PAGES = 24;
const MOST_BYTES = 150_000;
/** Of what has pages, the first or the one that is named. */
const KEPT: [picture: string, name: string][] = [
  ['0-internal-en-light', 'figures-page-none'],
  ['12-sharing-en-light', 'figures-page-few'],
  ['5000-sharing-en-light', 'figures-page-many'],
  ['12-internal-sq.docx', 'figures-word-few'],
  ['5000-sharing-sq.docx', 'figures-word-many'],
  ['12-internal-sr-Cyrl.pdf', 'figures-paper-few'],
  ['5000-sharing-sq.pdf', 'figures-paper-many'],
  ['5000-internal-sr-Latn.xlsx', 'figures-sheet-many'],
];
const [folder = join(tmpdir(), 'community-line-figures'), ...chosen] = process.argv.slice(2);
const sizes = [...new Set(SEEN.map(([size]) => size))].filter(
  (one) => chosen.length === 0 || chosen.includes(`${one}`),
);
const texts = loadTexts();
await mkdir(folder, { recursive: true });

for (const size of sizes) {
  const files = await write(size);
  await picturesOfPages(files.filter((file) => file.endsWith('.html')));
  for (const ending of ['docx', 'xlsx'])
    await picturesOfSheets(
      ending,
      files.filter((file) => file.endsWith(ending)),
    );
  for (const file of files.filter((one) => one.endsWith('.pdf'))) await pagesOf(file, file);
}
await closeBenchServer();
await keep();

/** Through the same door as the command; the names of the files. */
async function write(size: number): Promise<string[]> {
  const { url, drop } = await createBenchDatabase();
  const database = connect(url, { max: 4 });
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const world = figureWorld(size);
  await fillWorld(sql, world);
  const line = { ...(await benchLine(database)), now: () => world.now };
  const written: string[] = [];
  for (const [nth, [, audience, language]] of SEEN.filter(([one]) => one === size).entries())
    for (const format of nth === 0 ? ([...FORMATS, 'xlsx'] as const) : FORMATS) {
      const terms = { audience, language, format } as const;
      const wanted = { what: 'summary', kind: 'all', ...world.days, withText: false, ...terms } as const;
      const file = await exportReport(line, texts, 'console', wanted);
      if (!file.ok) throw new Error(file.code);
      const name = `${size}-${audience}-${language}.${format}`;
      process.stderr.write(`${name}\n`);
      await writeFile(join(folder, name), await buffer(file.value.stream));
      written.push(name);
    }
  await sql.end();
  await database.close();
  await drop();
  return written;
}

async function picturesOfPages(pages: string[]): Promise<void> {
  const browser = await openChromium();
  for (const name of pages) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 900, height: 1200 } });
      await page.goto(pathToFileURL(join(folder, name)).href);
      const picture = (end: string) => join(folder, `${name.replace('.html', '')}-${colorScheme}${end}.png`);
      await page.screenshot({ path: picture('') });
      if (colorScheme === 'light') await page.screenshot({ path: picture('-whole'), fullPage: true });
      await page.close();
    }
    const phone = await browser.newPage({ viewport: { width: 360, height: 780 } });
    await phone.goto(pathToFileURL(join(folder, name)).href);
    await phone.screenshot({ path: join(folder, `${name.replace('.html', '')}-phone.png`), fullPage: true });
    await phone.pdf({ path: join(folder, 'printed.pdf'), preferCSSPageSize: true });
    await phone.close();
    await pagesOf('printed.pdf', `${name.replace('.html', '')}-printed`);
  }
  await browser.close();
}

/** All of one ending at once: the program takes longer to start than to lay a file out. */
async function picturesOfSheets(ending: string, sheets: string[]): Promise<void> {
  const own = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  // In a folder of their own: a page and a sheet of one name would be one PDF.
  const out = join(folder, 'seen', ending);
  await mkdir(out, { recursive: true });
  const paths = sheets.map((name) => join(folder, name));
  const range = `{"PageRange":{"type":"string","value":"1-${MOST_PAGES}"}}`;
  const to = ending === 'xlsx' ? `pdf:calc_pdf_Export:${range}` : 'pdf';
  await must('soffice', [own, '--headless', '--convert-to', to, '--outdir', out, ...paths]);
  for (const name of sheets) await pagesOf(join('seen', ending, name.replace(/\.\w+$/u, '.pdf')), name);
}

/** `5000-sharing-sq.pdf-1.png` and so on. */
async function pagesOf(pdf: string, name: string): Promise<void> {
  await must('pdftoppm', ['-r', '60', '-l', `${MOST_PAGES}`, '-png', join(folder, pdf), join(folder, name)]);
}

async function must(command: string, args: string[]): Promise<void> {
  const { ok, output } = await runProgram(command, args);
  if (!ok) throw new Error(`${command}: ${output}`);
}

async function keep(): Promise<void> {
  const pictures = await readdir(folder);
  for (const [picture, name] of KEPT) {
    if (!sizes.some((size) => picture.startsWith(`${size}-`))) continue;
    const path = join(ROOT, 'docs', 'pictures', `${name}.png`);
    const from = pictures.find((one) => one.startsWith(picture) && /^(?:-0*1)?\.png$/u.test(one.slice(picture.length)));
    if (from === undefined) throw new Error(`no picture of ${picture}`);
    await copyFile(join(folder, from), path);
    const { size } = await stat(path);
    process.stdout.write(`docs/pictures/${name}.png (${Math.round(size / 1000)} kB)\n`);
    if (size > MOST_BYTES) process.exitCode = 1;
  }
}
