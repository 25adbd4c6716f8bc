import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { type FontFace, readFont } from './font.ts';

export type PdfKit = {
  regular: FontFace;
  bold: FontFace;
  render: (document: TDocumentDefinitions) => Promise<{ bytes: Uint8Array; pages: number }>;
};

const require = createRequire(import.meta.url);
const REGULAR = require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf');
const BOLD = require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf');

let kit: Promise<PdfKit> | undefined;

/** The PDF library and its fonts, loaded when the first file is wanted: a line that makes none stays small. */
export function pdfKit(): Promise<PdfKit> {
  kit ??= load();
  return kit;
}

async function load(): Promise<PdfKit> {
  const { default: pdfmake } = await import('pdfmake');
  pdfmake.setFonts({ NotoSans: { normal: REGULAR, bold: BOLD, italics: REGULAR, bolditalics: BOLD } });
  // It could fetch pictures and read files that a document names. Ours name none, and it may not, whatever a title says.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === REGULAR || path === BOLD);
  return {
    regular: readFont(readFileSync(REGULAR)),
    bold: readFont(readFileSync(BOLD)),
    render: async (document) => {
      let pages = 1;
      const footer = document.footer;
      const bytes = await pdfmake
        .createPdf({
          ...document,
          defaultStyle: { font: 'NotoSans', ...document.defaultStyle },
          // The one place where the library says how many pages it made.
          footer: (page, count, size) => {
            pages = count;
            return typeof footer === 'function' ? footer(page, count, size) : (footer ?? '');
          },
        })
        .getBuffer();
      return { bytes: new Uint8Array(bytes), pages };
    },
  };
}
