import type { Arrived } from '../../../src/core/channel/channel.ts';
import { RESIDENT_COMMANDS } from '../../../src/core/dialogue/book.ts';
import type { TurnInput } from '../../../src/core/dialogue/step/turn-input.ts';
import type { Letter } from './postbox.ts';
import type { Choices } from './render.ts';

/** What a letter means to somebody who was last offered these choices. */
export function readLetter(letter: Letter, offered: Choices): Arrived {
  return { arrival: letter.id, address: { channel: 'phone', text: letter.from }, input: inputOf(letter, offered) };
}

function inputOf({ id, text, file }: Letter, offered: Choices): TurnInput {
  const words = text === undefined ? {} : { text };
  if (file)
    return {
      kind: 'message',
      message: { kind: file.kind, handle: id, file: { id: file.handle, uniqueId: file.handle }, ...words },
    };
  const data = offered.get(text?.trim() ?? '');
  if (data !== undefined) return { kind: 'button', data };
  const command = /^\/?([a-z]+)$/i.exec(text?.trim() ?? '')?.[1]?.toLowerCase();
  if (command && RESIDENT_COMMANDS.includes(command)) return { kind: 'command', name: command };
  return { kind: 'message', message: { kind: 'text', handle: id, ...words } };
}
