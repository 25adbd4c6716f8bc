import { Readable } from 'node:stream';
import { type Format, isDocument } from './format.ts';

/** Figures as a workbook with charts; rows as one long sheet, streamed. Its writers are loaded when somebody wants one. */
export const xlsx = {
  name: 'xlsx',
  takes: (holds) => holds !== 'signatures',
  wants: 'document',
  write: async (what, options) => {
    if (isDocument(what)) {
      const { documentWorkbook } = await import('../spreadsheet/document-workbook.ts');
      return Readable.from([await documentWorkbook(what, options)], { objectMode: false });
    }
    const { listWorkbook } = await import('../spreadsheet/list-workbook.ts');
    return listWorkbook(what, options);
  },
} as const satisfies Format;
