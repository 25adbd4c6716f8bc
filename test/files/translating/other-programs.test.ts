import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadReviewed } from '../../../src/core/i18n/review.ts';
import { learnLanguages } from '../../../src/core/i18n/tell-language.ts';
import { LOCALES_DIR, loadTexts, readLocales } from '../../../src/core/i18n/texts.ts';
import { type TakenRows, type Taking, takeRows } from '../../../src/core/i18n/translating/take-rows.ts';
import { type TextRow, textRows } from '../../../src/core/i18n/translating/text-rows.ts';
import { type TextFormat, writeTexts } from '../../../src/files/translating/formats.ts';
import { readTexts } from '../../../src/files/translating/read-texts.ts';
import { byToolkit, inLibreOffice } from '../../support/other-programs.ts';

/** Many letters of its own, three plural forms, and another script that follows it. */
const LANGUAGE = 'sr-Latn';
const KEY = 'withdraw:kept';
const NEW_TEXT = 'Ništa nije povučeno: sve ostaje kako je bilo.';

const reviewed = loadReviewed(LOCALES_DIR, readLocales(LOCALES_DIR).strings);
const tell = learnLanguages(loadTexts());
const rows = textRows(reviewed, LANGUAGE);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'community-line-programs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
async function send(name: string, format: TextFormat, some: readonly TextRow[] = rows): Promise<void> {
  await writeFile(at(name), await writeTexts(format, LANGUAGE, some));
}
async function take(name: string, options: Partial<Taking> = {}): Promise<TakenRows> {
  const read = await readTexts(at(name));
  if (!read.ok) throw new Error(`${name}: ${read.code}`);
  return takeRows(read.value.file, { ...reviewed, tell, language: null, ...options });
}
/** What a file changes, and what is wrong in it. */
async function changesIn(name: string, options: Partial<Taking> = {}): Promise<unknown> {
  const result = await take(name, options);
  if (!result.ok) return result.problems.map(({ at: where, key, message }) => `${where} ${key}: ${message}`);
  return Object.fromEntries(result.taken.texts.get(LANGUAGE) ?? []);
}

describe('LibreOffice', () => {
  const macro = `
Function Opened(name)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  Opened = StarDesktop.loadComponentFromURL(ConvertToURL(FOLDER & "/" & name), "_blank", 0, how())
End Function
Sub Saved(document, name, filter, options)
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = filter
  how(1).Name = "FilterOptions"
  how(1).Value = options
  document.storeToURL(ConvertToURL(FOLDER & "/" & name), how())
End Sub
Function CellOf(sheet, key, column)
  row = 0
  Do While sheet.getCellByPosition(0, row).String <> key
    row = row + 1
  Loop
  CellOf = sheet.getCellByPosition(column, row)
End Function
Sub Main
  XLSX = "Calc MS Excel 2007 XML"
  CSV = "Text - txt - csv (StarCalc)"
  document = Opened("sent.xlsx")
  Saved(document, "whole.ods", "calc8", "")
  document.close(True)
  document = Opened("whole.ods")
  Saved(document, "whole.xlsx", XLSX, "")
  Saved(document, "semicolons.csv", CSV, "59,34,76,1,,0,false,true,false")
  Saved(document, "wide.csv", CSV, "9,34,65535,1,,0,false,true,false")
  Saved(document, "narrow.csv", CSV, "59,34,33,1,,0,false,true,false")
  document.close(True)
  document = Opened("sent.xlsx")
  sheet = document.Sheets.getByIndex(0)
  CellOf(sheet, "${KEY}", 2).String = "${NEW_TEXT}"
  sheet.Columns.insertByIndex(1, 1)
  sheet.getCellByPosition(1, 0).String = "words"
  sheet.getCellByPosition(1, 1).Formula = "=LEN(D2)"
  Dim fields(0) As New com.sun.star.table.TableSortField
  fields(0).Field = 0
  fields(0).IsAscending = False
  Dim sorting(1) As New com.sun.star.beans.PropertyValue
  sorting(0).Name = "SortFields"
  sorting(0).Value = fields()
  sorting(1).Name = "ContainsHeader"
  sorting(1).Value = True
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress.EndRow
  sheet.getCellRangeByPosition(0, 0, 13, last).sort(sorting())
  sheet.Rows.removeByIndex(13, last - 12)
  Saved(document, "edited.xlsx", XLSX, "")
  document.close(True)
  document = Opened("sent.xlsx")
  sheet = document.Sheets.getByIndex(0)
  CellOf(sheet, "common:yes", 2).String = ""
  CellOf(sheet, "common:no", 2).Formula = "=A1"
  row = CellOf(sheet, "common:cancel", 2).CellAddress.Row
  sheet.getCellRangeByPosition(2, row, 2, row + 1).merge(True)
  CellOf(sheet, "${KEY}", 2).String = "Asgjë nuk u tërhoq. Gjithçka mbetet siç ishte."
  Saved(document, "wrong.xlsx", XLSX, "")
  document.close(True)
  StarDesktop.terminate()
End Sub
`;
  beforeAll(async () => {
    await send('sent.xlsx', 'xlsx');
    await inLibreOffice(folder, macro);
  });

  test.each(['whole.xlsx', 'semicolons.csv', 'wide.csv'])('gives back every text as it was in %s', async (name) => {
    expect(await changesIn(name)).toEqual({});
    const read = await readTexts(at(name));
    expect(read.ok && read.value.file.rows.map(({ key, translation }) => [key, translation])).toEqual(
      rows.map(({ key, translation }) => [key, translation]),
    );
  });

  test('writes a table in a narrow encoding, which is named for what it is', async () => {
    const problems = await changesIn('narrow.csv');
    expect(problems).toEqual(expect.arrayContaining([expect.stringContaining('Windows-1250')]));
  });

  test('sorts twelve rows anew, with a column of its own between, and the one edit in them is taken', async () => {
    const read = await readTexts(at('edited.xlsx'));
    expect(read.ok && read.value.file.rows.length).toBe(12);
    expect(await changesIn('edited.xlsx')).toEqual({ [KEY]: NEW_TEXT });
  });

  test('leaves wrong cells, and each is named', async () => {
    const problems = (await changesIn('wrong.xlsx')) as string[];
    const row = (key: string) => rows.findIndex((one) => one.key === key) + 2;
    const next = rows[row('common:cancel') - 1]?.key;
    const merged = (key: string | undefined) => expect.stringMatching(new RegExp(`${key}: translation: .*merged`));
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(`^row ${row('common:yes')} common:yes: the translation was emptied`),
        expect.stringMatching(`^row ${row('common:no')} common:no: translation: this is a formula`),
        merged('common:cancel'),
        merged(next),
        expect.stringMatching(`^row ${row(KEY)} ${KEY}: this seems to be in another language \\(sq\\)`),
      ]),
    );
    expect(problems).toHaveLength(5);
  });
});

describe('translate-toolkit', () => {
  const single = rows.filter(({ key }) => !/_(?:one|few|other)$/.test(key));

  beforeAll(() => send('sent.po', 'po'));

  test('finds nothing wrong with a PO file of ours: no space, no form, no line end, no value too many', async () => {
    const tests = 'startwhitespace,endwhitespace,blank,nplurals,newlines,escapes,variables,tabs';
    const asked = tests.split(',').flatMap((one) => ['-t', one]);
    await byToolkit('pofilter', ['--progress=none', ...asked, 'sent.po', 'filtered.po'], folder);
    const found = await readFile(at('filtered.po'), 'utf8').catch(() => '');
    expect(found).not.toContain('msgctxt');
  });

  test('turns PO into its own table and back, with an edit', async () => {
    await send('single.po', 'po', single);
    await byToolkit('po2csv', ['--progress=none', 'single.po', 'single.csv'], folder);
    const table = await readFile(at('single.csv'), 'utf8');
    const before = rows.find(({ key }) => key === KEY)?.translation ?? '';
    expect(table).toContain(before);
    await writeFile(at('single.csv'), table.replace(before, NEW_TEXT));
    await byToolkit('csv2po', ['--progress=none', '-t', 'single.po', 'single.csv', 'back.po'], folder);
    expect(await changesIn('back.po')).toEqual({ [KEY]: NEW_TEXT });
  });

  test('loses in its own table which language it was, and that is said', async () => {
    expect(await changesIn('single.csv')).toEqual([expect.stringMatching(/columns are missing: key/)]);
  });

  test('turns an XLIFF file that was edited into PO, whose language it does not say', async () => {
    await send('sent.xliff', 'xliff');
    const before = rows.find(({ key }) => key === KEY)?.translation ?? '';
    await writeFile(
      at('sent.xliff'),
      (await readFile(at('sent.xliff'), 'utf8')).replace(`>${before}<`, `>${NEW_TEXT}<`),
    );
    await byToolkit('xliff2po', ['--progress=none', 'sent.xliff', 'made.po'], folder);
    expect(await changesIn('made.po')).toEqual([expect.stringContaining('does not say its language')]);
    expect(await changesIn('made.po', { language: LANGUAGE })).toEqual({ [KEY]: NEW_TEXT });
  });

  test('makes XLIFF of an older kind, which is named', async () => {
    await byToolkit('po2xliff', ['--progress=none', 'sent.po', 'made.xliff'], folder);
    expect(await changesIn('made.xliff')).toEqual([expect.stringMatching(/it is XLIFF 1\.1; send XLIFF 1\.2/)]);
  });
});
