import type { Content, ContentCanvas, TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** A page of data alone, so that it can be handed to another thread: functions stay where the library is. */
export type PdfDocument = {
  definition: Omit<TDocumentDefinitions, 'footer' | 'header' | 'background'>;
  /** `{page}` and `{count}` in it are filled in. */
  footer: Content;
  /** On every page. */
  header?: Content;
  background?: ContentCanvas;
  /** What the paddings of the layout `facts` are multiplied by. */
  scale?: number;
};
export type PdfFile = { bytes: Uint8Array; pages: number };
