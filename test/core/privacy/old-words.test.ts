import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sealedIn } from '../../../src/core/privacy/places.ts';
import { openJson, seal } from '../../../src/core/privacy/seal.ts';

const key = randomBytes(32);
/** Sealed by the line as it was before a channel was a value. */
const read = (old: unknown): unknown =>
  openJson(key, sealedIn.message('1'), seal(key, sealedIn.message('1'), JSON.stringify(old)));

describe('what was sealed in the words of Telegram is read in those of now', () => {
  test.each([
    [
      'a form with messages in it',
      {
        form: {
          answers: { messages: [{ kind: 'text', text: 'ujë', chatMessageId: 7 }] },
          kept: [{ chatMessageId: 8 }],
        },
      },
      { form: { answers: { messages: [{ kind: 'text', text: 'ujë', handle: '7' }] }, kept: [{ handle: '8' }] } },
    ],
    [
      'a voice shown again',
      [{ lines: [], media: [{ kind: 'voice', fileId: 'AwAC' }] }],
      [{ lines: [], media: [{ kind: 'voice', handle: 'AwAC' }] }],
    ],
    [
      'a farewell',
      { chatId: '42', language: 'sq', bubbles: '' },
      { address: { channel: 'telegram', text: '42' }, language: 'sq', bubbles: '' },
    ],
    ['words that look like it', { text: '"chatMessageId":5' }, { text: '"chatMessageId":5' }],
    [
      'what is of now',
      { handle: '7', address: { channel: 'telegram', text: '1' } },
      { handle: '7', address: { channel: 'telegram', text: '1' } },
    ],
  ])('%s', (_name, old, now) => {
    expect(read(old)).toEqual(now);
  });
});
