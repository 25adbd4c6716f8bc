import { readFile, stat } from 'node:fs/promises';
import type { FileCode, Sheet } from '../core/domain/offers/sheet.ts';
import { type Result, refuse } from '../core/domain/result.ts';

const MOST_BYTES = 20 * 1024 * 1024;
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** Excel before 2007, and any Office file under a password. */
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * A file of staff as rows of cells: XLSX or CSV by what is in it, whatever its name. The libraries are loaded here and not before.
 * Refusals (texts in `staff-import.json` under `files`): not_found, too_large, unpacks_too_large, empty_file, not_spreadsheet, old_excel, locked,
 * not_utf8, csv_broken (values.row).
 */
export async function readSpreadsheet(path: string): Promise<Result<Sheet, FileCode>> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return refuse('not_found');
  if (found.size > MOST_BYTES) return refuse('too_large', { most: String(MOST_BYTES / 1024 / 1024) });
  const bytes = await readFile(path);
  if (bytes.subarray(0, 4).equals(OLD_OFFICE)) return refuse('old_excel');
  if (bytes.subarray(0, 4).equals(ZIP)) return (await import('./read-xlsx.ts')).readXlsxSheet(bytes);
  return (await import('./read-csv.ts')).readCsvSheet(bytes);
}
