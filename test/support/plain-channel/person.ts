import type { Channels } from '../../../src/core/channel/channels.ts';
import { parseFormButton } from '../../../src/core/forms/engine.ts';
import type { Line } from '../../../src/core/line.ts';
import { sealedIn } from '../../../src/core/privacy/places.ts';
import { openJson } from '../../../src/core/privacy/seal.ts';
import { readResident } from '../../../src/db/queries/residents/residents.ts';
import { row } from '../rows.ts';
import { until } from '../until.ts';
import type { Postbox } from './postbox.ts';
import type { Choices } from './render.ts';

/** Tried one after the other where words are asked for. */
const WORDS = ['Një fjalë e shpikur', '1500', '044 123 456', 'Zvečan, rruga e shpikur'];

export type World = { line: Line; postbox: Postbox; offered: ReadonlyMap<string, Choices>; channels: Channels };
type Standing = { form: string; at: string };

/** Somebody at a number, who types and reads. `seen` takes the name of every form that they were led to the end of. */
export function plainPerson({ line, postbox, offered }: World, number: string, seen: Set<string>) {
  const residentId = async (): Promise<string> => {
    const hash = line.keyring.lookupHash('chat', `phone:${number}`).toString('hex');
    return String((await row(line, `select id from residents where chat_hash = '\\x${hash}'`)).id);
  };
  /** The form they are in, by what is kept of them; null also when they were forgotten. */
  const standing = async (): Promise<Standing | null> => {
    const id = await residentId().catch(() => null);
    const resident = id === null ? null : await readResident(line.database.read, id);
    if (!resident) return null;
    const key = resident.keyId ? await line.keyring.key(line.database.read, resident.keyId) : null;
    type Held = { form?: Standing } | null;
    const held =
      key && resident.sealedDialogue
        ? openJson<Held>(key, sealedIn.dialogue(resident.id), resident.sealedDialogue)
        : (resident.plainDialogue as Held);
    return held?.form ?? null;
  };
  const heard = () => postbox.at(number).join('\n');
  const write = (text: string) => postbox.write(number, text);
  const choices = () => [...(offered.get(number) ?? [])];
  const choose = async (data: RegExp) => {
    const found = choices().find(([, one]) => data.test(one));
    if (!found)
      throw new Error(`nothing like ${data} among ${choices().map(String).join(' ')} after ${heard().slice(-400)}`);
    await write(found[0]);
  };
  const answer = async (tried: number, given: string | undefined): Promise<void> => {
    if (given !== undefined && tried === 0) return write(given);
    const read = choices().map(([typed, data]) => ({ typed, button: parseFormButton(data) }));
    const done = read.find(({ button }) => button?.kind === 'done');
    if (done && tried > 0) return write(done.typed);
    const option = read.find(({ button }) => button?.kind === 'option');
    if (option && tried === 0) return write(option.typed);
    const skip = read.find(({ button }) => button?.kind === 'skip');
    if (skip && tried > WORDS.length) return write(skip.typed);
    return write(WORDS[tried % WORDS.length] as string);
  };
  return {
    number,
    heard,
    write,
    choose,
    choices,
    standing,
    residentId,
    sendFile: (kind: 'voice' | 'photo', bytes: Uint8Array) => postbox.sendFile(number, kind, bytes),
    hears: (part: string | RegExp) =>
      until(() => (typeof part === 'string' ? heard().replaceAll('\n', ' ').includes(part) : part.test(heard()))),
    /** Until these choices were brought by what was said to them. */
    isOffered: (data: RegExp) => until(() => choices().some(([, one]) => data.test(one))),
    /** Answers question after question until the form is over; `given` by question, else the first choice or any words. */
    async walk(form: string, given: Record<string, string> = {}): Promise<void> {
      const tries = new Map<string, number>();
      for (let step = 0; step < 60; step += 1) {
        const at = await standing();
        if (at?.form !== form) {
          if (step === 0) throw new Error(`not in ${form} but ${at?.form}: ${heard().slice(-400)}`);
          seen.add(form);
          return;
        }
        const tried = tries.get(at.at) ?? 0;
        tries.set(at.at, tried + 1);
        await answer(tried, given[at.at]);
      }
      throw new Error(`${form} did not end: ${heard().slice(-600)}`);
    },
  };
}
