import { Readable } from 'node:stream';
import { tellDocument } from '../told/tell-document.ts';
import { toldPage } from '../told/told-page.ts';
import { documentIn, type Format } from './format.ts';

/** A page to read and to print. */
export const html = {
  name: 'html',
  takes: (holds) => holds === 'figures',
  wants: 'document',
  write: async (what, { texts, language }) =>
    Readable.from([await toldPage(tellDocument(texts, language, documentIn(what)))], { objectMode: false }),
} as const satisfies Format;
