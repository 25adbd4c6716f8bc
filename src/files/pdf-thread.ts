import { parentPort } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import type { Content, CustomTableLayout } from 'pdfmake/interfaces.js';
import type { PdfAnswer, PdfDocument, PdfFile, PdfOrder } from './pdf.ts';

/** The thread in which files are laid out (`pdf.ts` opens it). It has the library, the fonts, and what it is handed; nothing else. */
parentPort?.on('message', async ({ id, document, fonts }: PdfOrder) => {
  const answer: PdfAnswer = await render(document, fonts).then(
    (file): PdfAnswer => ({ id, ok: true, file }),
    // A message of the library may quote what it was to write.
    (error: unknown): PdfAnswer => ({ id, ok: false, problem: error instanceof Error ? error.name : 'unknown' }),
  );
  parentPort?.postMessage(answer);
});

const QUIET = '#5b6673';
const LINES = '#8a94a0';

const layoutsOf = (scale: number): Record<string, CustomTableLayout> => ({
  lines: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => LINES, vLineColor: () => LINES },
  facts: {
    hLineWidth: (row, node) => (row === 0 || row === node.table.body.length ? 0.5 : 0),
    vLineWidth: () => 0,
    hLineColor: () => QUIET,
    paddingTop: (row) => (row === 0 ? 6 : 0) * scale,
    paddingBottom: (row) => (row === 0 ? 1 : 7) * scale,
  },
});

async function render(document: PdfDocument, { regular, bold }: PdfOrder['fonts']): Promise<PdfFile> {
  const { definition, footer, background, scale = 1 } = document;
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
    // The one place where the library says how many pages it made.
    footer: (page, count) => {
      pages = count;
      return filledIn(footer, { page, count });
    },
  });
  return { bytes: new Uint8Array(await made.getBuffer()), pages };
}

const filledIn = (footer: Content, { page, count }: { page: number; count: number }): Content =>
  JSON.parse(JSON.stringify(footer).replaceAll('{page}', String(page)).replaceAll('{count}', String(count)));
