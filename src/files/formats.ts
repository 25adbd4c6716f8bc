import { attendanceSheet } from './formats/attendance-sheet.ts';
import { csv } from './formats/csv.ts';
import type { Format } from './formats/format.ts';
import { json } from './formats/json.ts';
import { xlsx } from './formats/xlsx.ts';

/** Every format that a report can be written in; a report comes in the first that takes it, unless another is asked for. */
export const FORMATS = [csv, xlsx, json, attendanceSheet] as const satisfies readonly Format[];
export type FormatName = (typeof FORMATS)[number]['name'];
