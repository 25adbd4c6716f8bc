import { randomUUID } from 'node:crypto';

/** Something that somebody sent from a number. */
export type Letter = { id: string; from: string; text?: string; file?: { handle: string; kind: 'voice' | 'photo' } };

/** A service that carries plain text between numbers, and files by a handle. All that the channel knows of the outside. */
export function openPostbox() {
  const files = new Map<string, Uint8Array>();
  const arrived = new Map<string, string[]>();
  let hear: (letter: Letter) => Promise<void> = async () => {};
  const post = (letter: Omit<Letter, 'id'>) => hear({ ...letter, id: randomUUID() });
  return {
    onLetter: (heard: (letter: Letter) => Promise<void>) => {
      hear = heard;
    },
    /** Numbers whose phones are gone, and never come back. */
    gone: new Set<string>(),
    carry(to: string, text: string): void {
      arrived.set(to, [...(arrived.get(to) ?? []), text]);
    },
    bytes: (handle: string) => files.get(handle),
    /** Everything that arrived at a number. */
    at: (number: string): readonly string[] => arrived.get(number) ?? [],
    write: (from: string, text: string) => post({ from, text }),
    sendFile: (from: string, kind: 'voice' | 'photo', bytes: Uint8Array, text?: string) => {
      const handle = `file-${randomUUID()}`;
      files.set(handle, bytes);
      return post({ from, file: { handle, kind }, ...(text !== undefined && { text }) });
    },
  };
}
export type Postbox = ReturnType<typeof openPostbox>;
