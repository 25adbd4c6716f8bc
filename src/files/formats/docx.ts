import { Readable } from 'node:stream';
import { tellDocument } from '../told/tell-document.ts';
import { toldWord } from '../told/told-word.ts';
import { documentIn, type Format } from './format.ts';

/** A document to go on writing in: what a report to others is made of. */
export const docx = {
  name: 'docx',
  takes: (holds) => holds === 'figures',
  wants: 'document',
  write: async (what, { texts, language }) =>
    Readable.from([await toldWord(tellDocument(texts, language, documentIn(what)))], { objectMode: false }),
} as const satisfies Format;
