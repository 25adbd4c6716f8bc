import type { SheetCell, SheetRow } from '../../domain/offers/sheet.ts';
import { cut } from '../../domain/text/cut.ts';
import { asCode } from '../../domain/text/fold.ts';
import { OFFER_COLUMNS } from './offer-columns.ts';

export const KNOWN_HEADINGS: readonly string[] = OFFER_COLUMNS.map(({ heading }) => heading);

/** How far down headings are looked for; above them stand a title and explanations. */
const DEEPEST = 40;
/** So many of ours in one row are no chance. */
const ENOUGH = 2;

/** What stands in a cell as a heading. */
export const shownHeading = (cell: SheetCell | undefined): string =>
  typeof cell === 'string' || typeof cell === 'number' ? cut(String(cell).trim(), 60) : '';

const isHeader = ({ cells }: SheetRow): boolean =>
  new Set(cells.map((cell) => asCode(shownHeading(cell))).filter((code) => KNOWN_HEADINGS.includes(code))).size >=
  ENOUGH;

/** Where in these rows the headings stand; -1 where no row has them. */
export const findHeader = (rows: readonly SheetRow[]): number => rows.slice(0, DEEPEST).findIndex(isHeader);
