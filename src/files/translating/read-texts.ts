import type { FileCode } from '../../core/domain/offers/sheet.ts';
import { done, type Result, refuse } from '../../core/domain/result.ts';
import type { CameBack } from '../../core/i18n/translating/came-back.ts';
import { decodeText } from '../decode-text.ts';
import { encodedTwice } from '../encoded-twice.ts';
import { readWithinBounds } from '../read-spreadsheet.ts';
import { whatFile } from '../what-file.ts';
import type { TextFormat } from './formats.ts';

export type ReadTexts = { format: TextFormat; file: CameBack };

/** A translator's file, in whichever format it is, by what is in it. Refusals have their texts in `staff-import.json` under `files`. */
export async function readTexts(path: string): Promise<Result<ReadTexts, FileCode>> {
  const read = await readWithinBounds(path);
  if (!read.ok) return read;
  const bytes = read.value;
  const what = whatFile(bytes);
  if (what === 'workbook') {
    const sheet = await (await import('./xlsx.ts')).readXlsxTexts(bytes);
    return sheet.ok ? done({ format: 'xlsx', file: sheet.value }) : sheet;
  }
  if (what !== 'text') return refuse(what);
  const decoded = decodeText(bytes);
  if (!decoded) return refuse('not_spreadsheet');
  const found = encodedTwice(decoded.text);
  if (found !== null) return refuse('encoded_twice', { found });
  if (/^\s*<(?:\?xml|[\w:]*xliff\b)/.test(decoded.text.replace(/^\ufeff/, ''))) {
    if (!/<(?:\w+:)?xliff\b/.test(decoded.text)) return refuse('not_spreadsheet');
    return done({ format: 'xliff', file: (await import('./xliff.ts')).readXliff(decoded.text) });
  }
  if (/^msgid\s*"/m.test(decoded.text))
    return done({ format: 'po', file: (await import('./po.ts')).readPo(decoded.text) });
  const table = (await import('./csv.ts')).readCsvTexts(decoded);
  return table.ok ? done({ format: 'csv', file: table.value }) : table;
}
