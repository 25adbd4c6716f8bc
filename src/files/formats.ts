import { csv } from './formats/csv.ts';
import { docx } from './formats/docx.ts';
import type { Format } from './formats/format.ts';
import { html } from './formats/html.ts';
import { json } from './formats/json.ts';
import { pdf } from './formats/pdf.ts';
import { xlsx } from './formats/xlsx.ts';

/** Every format that a report can be written in; a report comes in the first that takes it, unless another is asked for. */
export const FORMATS = [csv, xlsx, json, docx, html, pdf] as const satisfies readonly Format[];
export type FormatName = (typeof FORMATS)[number]['name'];
