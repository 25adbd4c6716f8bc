import { TEXT_LANGUAGES } from '../../domain/offers/offer.ts';
import {
  columnLetter,
  isEmptyCell,
  type SheetCode,
  type SheetProblem,
  type SheetRow,
} from '../../domain/offers/sheet.ts';
import { asCode } from '../../domain/text/fold.ts';
import { KNOWN_HEADINGS, shownHeading } from './find-header.ts';
import { NEEDED_HEADINGS, textHeading } from './offer-columns.ts';

/** Which column has which heading. One with a heading twice, or with none that is known, is not read. `hidden`: headings of columns left out. */
export function matchHeadings(
  header: SheetRow,
  rows: readonly SheetRow[],
  hidden: readonly string[] = [],
): { columns: Map<string, number>; problems: SheetProblem[] } {
  const columns = new Map<string, number>();
  const problems: SheetProblem[] = [];
  const wrong = (heading: string, code: SheetCode, values?: Record<string, string | number>) =>
    problems.push({ row: header.row, heading, code, ...(values && { values }) });
  const width = Math.max(header.cells.length, ...rows.map(({ cells }) => cells.length));
  for (let index = 0; index < width; index += 1) {
    const shown = shownHeading(header.cells[index]);
    const heading = asCode(shown);
    if (heading === '') {
      const filled = rows.find(({ cells }) => !isEmptyCell(cells[index]));
      if (filled) wrong(columnLetter(index), 'heading_missing', { column: columnLetter(index) });
    } else if (!KNOWN_HEADINGS.includes(heading)) {
      const nearest = nearestHeading(heading);
      wrong(shown, nearest ? 'heading_unknown_nearest' : 'heading_unknown', { heading: shown, nearest: nearest ?? '' });
    } else if (columns.has(heading)) wrong(heading, 'heading_twice', { heading });
    else columns.set(heading, index);
  }
  for (const heading of NEEDED_HEADINGS) {
    if (columns.has(heading)) continue;
    const isHidden = hidden.some((one) => asCode(one) === heading);
    wrong(heading, isHidden ? 'column_hidden' : 'column_missing', { heading });
  }
  if (
    !TEXT_LANGUAGES.some(
      (language) => columns.has(textHeading('title', language)) && columns.has(textHeading('description', language)),
    )
  )
    wrong('title', 'text_columns_missing');
  return { columns, problems };
}

function nearestHeading(heading: string): string | null {
  const ranked = KNOWN_HEADINGS.map((known) => ({ known, away: distance(heading, known) })).sort(
    (a, b) => a.away - b.away,
  );
  const [best] = ranked;
  return best && best.away <= Math.max(2, Math.floor(heading.length / 3)) ? best.known : null;
}

/** Levenshtein: how many letters to put in, take out or change. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[to.length] ?? 0;
}
