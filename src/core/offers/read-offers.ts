import type { OfferDraft } from '../domain/offers/offer.ts';
import { isEmptyCell, type Sheet, type SheetProblem, type SheetRow } from '../domain/offers/sheet.ts';
import { asCode } from '../domain/text/fold.ts';
import { findHeader } from './sheet/find-header.ts';
import { matchHeadings } from './sheet/match-headings.ts';
import { EXAMPLE_CODE } from './sheet/offer-columns.ts';
import { readOfferRow } from './sheet/read-offer-row.ts';

const MOST_ROWS = 5000;

export type ReadOffer = { row: number; draft: OfferDraft };

/** A whole sheet as offers, and everything that is wrong with it. `taken`: own codes that are imported already. */
export function readOffers(
  sheet: Sheet,
  now: Date,
  taken: ReadonlySet<string>,
): { offers: ReadOffer[]; problems: SheetProblem[] } {
  const filled = sheet.rows.filter(({ cells }) => cells.some((cell) => !isEmptyCell(cell)));
  const at = Math.max(0, findHeader(filled));
  const [header, ...all] = filled.slice(at);
  const titles = new Set(filled.slice(0, at).map(({ row }) => row));
  const merged = sheet.merged
    .filter(({ row }) => !titles.has(row))
    .map(({ row, range }) => ({
      row,
      heading: range,
      code: 'merged' as const,
      values: { range },
    }));
  if (!header) return { offers: [], problems: [{ row: null, heading: '', code: 'empty_file' }] };
  const { columns, problems: headings } = matchHeadings(
    header,
    all,
    sheet.leftOut?.columns.map(({ heading }) => heading),
  );
  const rows = all.filter((row) => !isExample(row, columns));
  const whole = rows.length === 0 ? 'no_offers' : rows.length > MOST_ROWS ? 'too_many_rows' : null;
  // Without one heading in place this is some other table: a problem a cell would only hide that.
  if (whole !== null || columns.size === 0) {
    const values = { most: MOST_ROWS, rows: rows.length };
    return {
      offers: [],
      problems: [...headings, ...merged, ...(whole ? [{ row: null, heading: '', code: whole, values } as const] : [])],
    };
  }
  const read = rows.map((row) => ({ row: row.row, ...readOfferRow(row, columns, now) }));
  const problems = [
    ...merged,
    ...read.flatMap((one) => one.problems),
    ...codeProblems(
      read.map(({ row, draft }) => ({ row, draft })),
      taken,
    ),
  ];
  return {
    offers: read.map(({ row, draft }) => ({ row, draft })),
    problems: [...headings, ...problems.sort((a, b) => (a.row ?? 0) - (b.row ?? 0))],
  };
}

const isExample = ({ cells }: SheetRow, columns: ReadonlyMap<string, number>): boolean =>
  asCode(String(cells[columns.get('own_code') ?? -1] ?? '')) === asCode(EXAMPLE_CODE);

function codeProblems(offers: ReadOffer[], taken: ReadonlySet<string>): SheetProblem[] {
  const first = new Map<string, number>();
  return offers.flatMap(({ row, draft: { ownCode } }) => {
    if (ownCode === null) return [];
    const before = first.get(ownCode);
    if (before === undefined) first.set(ownCode, row);
    return [
      ...(before !== undefined
        ? [
            {
              row,
              heading: 'own_code',
              code: 'own_code_twice' as const,
              values: { text: ownCode, row: String(before) },
            },
          ]
        : []),
      ...(taken.has(ownCode)
        ? [{ row, heading: 'own_code', code: 'own_code_taken' as const, values: { text: ownCode } }]
        : []),
    ];
  });
}
