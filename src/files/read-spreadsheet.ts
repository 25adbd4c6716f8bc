import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileCode, Sheet } from '../core/domain/offers/sheet.ts';
import { done, type Result, refuse } from '../core/domain/result.ts';
import type { Reading } from './read-xlsx.ts';
import { whatFile } from './what-file.ts';

const MOST_BYTES = 20 * 1024 * 1024;

/**
 * A file of staff as rows of cells: XLSX or CSV by what is in it, whatever its name. The libraries are loaded here and not before.
 * Refusals have their texts in `staff-import.json` under `files`: not_found, too_large, what else a file is (`whatFile`), and those of either reader.
 */
export async function readSpreadsheet(path: string, reading: Reading = {}): Promise<Result<Sheet, FileCode>> {
  const read = await readWithinBounds(path);
  if (!read.ok) return read;
  const bytes = read.value;
  const what = whatFile(bytes);
  if (what === 'workbook') return (await import('./read-xlsx.ts')).readXlsxSheet(bytes, reading);
  return what === 'text' ? (await import('./read-csv.ts')).readCsvSheet(bytes) : refuse(what);
}

/** The bytes of a file that somebody named. Refusals: not_found, too_large, lock_file. */
export async function readWithinBounds(path: string): Promise<Result<Buffer, FileCode>> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return refuse('not_found');
  if (found.size > MOST_BYTES) return refuse('too_large', { most: MOST_BYTES / 1024 / 1024 });
  // What Excel keeps beside a file while it is open.
  if (basename(path).startsWith('~$')) return refuse('lock_file');
  return done(await readFile(path));
}
