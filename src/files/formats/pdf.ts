import { Readable } from 'node:stream';
import { tellDocument } from '../told/tell-document.ts';
import { toldPrint } from '../told/told-print.ts';
import { attendanceSheet } from './attendance-sheet.ts';
import { type Format, isDocument } from './format.ts';

/** On paper: a report of figures for a meeting, and what people sign. */
export const pdf = {
  name: 'pdf',
  takes: (holds) => holds !== 'rows',
  wants: 'document',
  write: async (what, options) => {
    if (!isDocument(what)) return attendanceSheet.write(what, options);
    const { texts, language, facing } = options;
    const second = facing && facing !== language ? tellDocument(texts, facing, what) : null;
    return Readable.from([await toldPrint(tellDocument(texts, language, what), second)], { objectMode: false });
  },
} as const satisfies Format;
