import type { Arrived, ResidentChannel } from '../../../src/core/channel/channel.ts';
import type { Texts } from '../../../src/core/i18n/texts.ts';
import type { Postbox } from './postbox.ts';
import { readLetter } from './read.ts';
import { type Choices, type PlainMessage, renderPlain, splitPlain } from './render.ts';

/**
 * Plain text between numbers: nothing to tap, nothing to change or take back, no files from us. `offered`: what each was offered last, in
 * memory; who was offered nothing is asked anew by any word they send.
 */
export function plainChannel(
  texts: Texts,
  postbox: Postbox,
  offered = new Map<string, Choices>(),
): ResidentChannel<Arrived, PlainMessage> {
  const carry = async (number: string, text: string) => {
    for (const part of splitPlain(text)) postbox.carry(number, part);
  };
  return {
    name: 'phone',
    can: { edit: false, choices: false, files: false, media: false },
    render: (says, reader) => renderPlain(texts, says, reader),
    send: async ({ text: number }, messages) => {
      if (postbox.gone.has(number)) return { ok: false, failure: { kind: 'blocked' } };
      for (const { text } of messages) postbox.carry(number, text);
      const choices = messages.at(-1)?.choices;
      if (choices?.size) offered.set(number, choices);
      return { ok: true };
    },
    tell: ({ text: number }, text) => carry(number, text),
    heard: async ({ address }, toast) => {
      if (toast !== undefined) await carry(address.text, toast);
    },
    fetchMedia: async (handle) => {
      const bytes = postbox.bytes(handle);
      return bytes ? { kind: 'file', bytes } : { kind: 'gone' };
    },
    chats: null,
    open: (to) => ({
      start: () => postbox.onLetter((letter) => to.take(readLetter(letter, offered.get(letter.from) ?? new Map()))),
      stop: async () => postbox.onLetter(async () => {}),
    }),
  };
}
