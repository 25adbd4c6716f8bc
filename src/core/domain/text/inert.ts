/** What a spreadsheet takes for the beginning of a formula, its wide and small forms too. */
const FORMULA = '=+\\-@\\uff1d\\uff0b\\uff0d\\uff20\\ufe62\\ufe63\\ufe66\\ufe6b';
/** Spreadsheets skip it, or take it for a quote of theirs: it hides nothing. */
const SKIPPED = '[\\s\\p{Cf}"]*';
/** Where another cell begins, for whoever opens the file with another list separator than the comma, which closes every quote too soon. */
const SEPARATOR = '[;|\\t\\n\\r\\v\\f\\u0085\\u2028\\u2029]';

/** A number to dial, and so nothing to run: an apostrophe before it would have to be taken away by everybody who calls. */
const DIALLED = /^\+\d{6,15}$/;

const AT_START = new RegExp(`^'*${SKIPPED}[${FORMULA}\\t\\r\\n]`, 'u');
const AFTER_SEPARATOR = new RegExp(`(${SEPARATOR}${SKIPPED})('*[${FORMULA}])`, 'gu');
const MADE_INERT = new RegExp(`(${SEPARATOR}${SKIPPED})'('*[${FORMULA}])`, 'gu');

/**
 * A cell that no spreadsheet runs, whatever its list separator (OWASP, CSV injection): an apostrophe before what would be a formula at
 * its start, or at the start of a cell that another separator would make of it. `live` takes exactly these away again.
 */
export function inert(cell: string): string {
  if (DIALLED.test(cell)) return cell;
  const within = cell.replace(AFTER_SEPARATOR, "$1'$2");
  return AT_START.test(cell) ? `'${within}` : within;
}

export function live(cell: string): string {
  const bare = cell.startsWith("'") && AT_START.test(cell.slice(1)) ? cell.slice(1) : cell;
  return bare.replace(MADE_INERT, '$1$2');
}
