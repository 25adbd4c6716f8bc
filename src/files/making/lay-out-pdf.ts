import pdfmake from 'pdfmake';
import type { Content, CustomTableLayout } from 'pdfmake/interfaces.js';
import { FONTS } from '../fonts.ts';
import type { PdfDocument, PdfFile } from '../pdf-document.ts';

const QUIET = '#5b6673';
const LINES = '#8a94a0';

const layoutsOf = (scale: number): Record<string, CustomTableLayout> => ({
  lines: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => LINES, vLineColor: () => LINES },
  figures: {
    hLineWidth: () => 0.4,
    vLineWidth: () => 0,
    hLineColor: () => LINES,
    paddingTop: () => 1.5,
    paddingBottom: () => 1.5,
    paddingLeft: (column) => (column === 0 ? 0 : 4),
    paddingRight: (column, node) => (column === (node.table.widths?.length ?? 0) - 1 ? 0 : 4),
  },
  facts: {
    hLineWidth: (row, node) => (row === 0 || row === node.table.body.length ? 0.5 : 0),
    vLineWidth: () => 0,
    hLineColor: () => QUIET,
    paddingTop: (row) => (row === 0 ? 6 : 0) * scale,
    paddingBottom: (row) => (row === 0 ? 1 : 7) * scale,
  },
});

export async function layOutPdf(document: PdfDocument): Promise<PdfFile> {
  const { definition, footer, header, background, scale = 1 } = document;
  const { regular, bold } = FONTS;
  pdfmake.setFonts({ NotoSans: { normal: regular, bold, italics: regular, bolditalics: bold } });
  // It could fetch pictures and read files that a document names. Ours name none, and it may not, whatever a title says.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold);
  pdfmake.setTableLayouts(layoutsOf(scale));
  let pages = 1;
  const made = pdfmake.createPdf({
    ...definition,
    defaultStyle: { font: 'NotoSans', ...definition.defaultStyle },
    ...(background && { background: () => background }),
    ...(header && { header: () => filledIn(header, {}) }),
    // The one place where the library says how many pages it made.
    footer: (page, count) => {
      pages = count;
      return filledIn(footer, { page, count });
    },
  });
  return { bytes: new Uint8Array(await made.getBuffer()), pages };
}

/** A copy of its own for each page: the library writes into what it is given. */
const filledIn = (content: Content, values: Record<string, number>): Content =>
  JSON.parse(
    Object.entries(values).reduce(
      (text, [name, value]) => text.replaceAll(`{${name}}`, String(value)),
      JSON.stringify(content),
    ),
  );
