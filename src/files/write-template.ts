import { writeFile } from 'node:fs/promises';
import { AGENCIES, COMMUNITIES, GENDERS, MUNICIPALITIES, SECTORS } from '../core/domain/codes.ts';
import type { FileCode } from '../core/domain/offers/sheet.ts';
import { done, type Result, refuse } from '../core/domain/result.ts';
import type { Texts } from '../core/i18n/texts.ts';
import { OFFER_COLUMNS } from '../core/offers/sheet/offer-columns.ts';

const KNOWN: Record<string, readonly string[]> = {
  agency: AGENCIES,
  municipality: MUNICIPALITIES,
  municipalities: MUNICIPALITIES,
  sector: SECTORS,
  genders: GENDERS,
  communities: COMMUNITIES,
};

/** An empty spreadsheet for offers: the headings and one invented row, which the import leaves out; never over a file that is there. Refusals: exists. */
export async function writeTemplate(
  path: string,
  format: 'xlsx' | 'csv',
  texts: Texts,
): Promise<Result<null, FileCode>> {
  const headings = OFFER_COLUMNS.map(({ heading }) => heading);
  const example = OFFER_COLUMNS.map((column) => column.example);
  const bytes = format === 'csv' ? await csvOf([headings, example]) : await xlsxOf([headings, example], texts);
  try {
    await writeFile(path, bytes, { flag: 'wx' });
    return done(null);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') return refuse('exists');
    throw error;
  }
}

async function csvOf(rows: string[][]): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  return stringify(rows, { bom: true, record_delimiter: 'windows' });
}

async function xlsxOf(rows: string[][], texts: Texts): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  const say = (key: string) => texts.say('en', `staff-import:template.${key}`);
  const about = OFFER_COLUMNS.map(({ heading, example }) => [heading, whatToWrite(heading, texts), example]);
  const wide = (widths: number[]) => widths.map((width) => ({ width }));
  const textColumns = new Map(
    rows.flatMap((row, y) => row.map((value, x) => [`${y},${x}`, { value, style: { numFmt: '@' } }] as const)),
  );
  return writeXlsx({
    sheets: [
      {
        name: 'Offers',
        rows,
        cells: textColumns,
        columns: wide(rows[0]?.map((heading) => Math.max(heading.length + 2, 14)) ?? []),
        freezePane: { rows: 1 },
      },
      {
        name: say('columns'),
        rows: [[say('column'), say('what'), say('example')], ...about],
        columns: wide([20, 90, 50]),
      },
    ],
  });
}

function whatToWrite(heading: string, texts: Texts): string {
  const key = /^(held|title|place|description)_/.exec(heading)?.[1];
  const name = key === undefined || heading === 'held_until' ? heading : key;
  return texts.say('en', `staff-import:columns.${name}`, { known: (KNOWN[heading] ?? []).join(', ') });
}
