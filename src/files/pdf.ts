import { readFileSync } from 'node:fs';
import { type FontFace, readFont } from './font.ts';
import { FONTS } from './fonts.ts';
import { makeInThread } from './making/make-in-thread.ts';
import type { PdfDocument, PdfFile } from './pdf-document.ts';

export type PdfKit = { regular: FontFace; bold: FontFace; render(document: PdfDocument): Promise<PdfFile> };

let kit: PdfKit | undefined;

/** The fonts, read when the first file is wanted, and a thread that makes files: a line that makes none stays small. */
export function pdfKit(): PdfKit {
  kit ??= {
    regular: readFont(readFileSync(FONTS.regular)),
    bold: readFont(readFileSync(FONTS.bold)),
    render: (document) => makeInThread('pdf', document),
  };
  return kit;
}
