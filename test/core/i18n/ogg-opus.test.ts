import { expect, test } from 'vitest';
import { wrongWithOpus } from '../../../src/core/i18n/ogg-opus.ts';
import { sampleRecording } from '../../support/sample-recording.ts';

const WHOLE = sampleRecording();
/** Where each page begins, and the end. */
const PAGES = [...WHOLE.toString('latin1').matchAll(/OggS/g)].map(({ index }) => index);
const [, second = 0, third = 0] = PAGES;
const changed = (at: number): Buffer => {
  const copy = Buffer.from(WHOLE);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
};

test.each<[string, Buffer, string | null]>([
  ['a whole one', WHOLE, null],
  ['one of a single packet', sampleRecording(1), null],
  ['nothing', Buffer.alloc(0), 'is not OGG/Opus'],
  ['an MP3', Buffer.from('ID3\u0004 sound'), 'is not OGG/Opus'],
  [
    'OGG that is Vorbis',
    Buffer.from(WHOLE.toString('latin1').replace('OpusHead', '\u0001vorbis '), 'latin1'),
    'is not OGG/Opus',
  ],
  ['its first half', WHOLE.subarray(0, WHOLE.length >> 1), 'breaks off in the middle'],
  ['one without its last byte', WHOLE.subarray(0, -1), 'breaks off in the middle'],
  ['one that ends within the header of a page', WHOLE.subarray(0, third + 10), 'breaks off in the middle'],
  ['one that ends with a page', WHOLE.subarray(0, third), 'breaks off before its end'],
  ['its first page alone', WHOLE.subarray(0, second), 'breaks off before its end'],
  [
    'one with a page left out',
    Buffer.concat([WHOLE.subarray(0, second), WHOLE.subarray(third)]),
    'is damaged: a part of it is missing',
  ],
  ['one with a byte of its sound changed', changed(WHOLE.length - 1), 'is damaged: a part of it was changed'],
  ['one with a byte of a header changed', changed(third + 7), 'is damaged: a part of it was changed'],
  [
    'one with words between its pages',
    Buffer.concat([WHOLE.subarray(0, third), Buffer.from('words of somebody'), WHOLE.subarray(third)]),
    'is damaged: something else stands in it',
  ],
  ['one with words behind it', Buffer.concat([WHOLE, Buffer.from('words of somebody')]), 'is more than one recording'],
  ['two behind each other', Buffer.concat([WHOLE, WHOLE]), 'is more than one recording'],
])('%s', (_, bytes, wrong) => expect(wrongWithOpus(bytes)).toBe(wrong));
