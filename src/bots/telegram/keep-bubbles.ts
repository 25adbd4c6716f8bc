import type { Line } from '../../core/line.ts';
import {
  addPlain,
  type BubbleKeeper,
  type ChangeBubbles,
  changeBubbles,
  type KeptBubbles,
  oweTakeBack,
} from '../../core/residents/bubbles.ts';
import { actOnBubbles, type NotedBubble, noteBubbles, packBubbles, unpackBubbles } from './bubbles.ts';
import type { Unkept } from './unkept.ts';

const EVERY_MS = 200;
/** Before consent a chat holds few messages, and none that is ours alone to know. */
const MOST_PLAIN = 200;

/** What one turn keeps: all that was noted in its chat since, and what the turn does to it. */
export function keeperOf(
  line: Line,
  noted: readonly NotedBubble[],
  { incoming, tapped }: { incoming?: number | undefined; tapped?: number | undefined },
): BubbleKeeper {
  return {
    plain: (before) => [...new Set([...before, ...noted.map(({ id }) => id)])].sort((a, b) => a - b).slice(-MOST_PLAIN),
    kept: (before, { plain, kind, acts }) => {
      const now = line.now();
      const earlier = plain.map((id) => ({ id, ours: true }));
      const all = noted.map((one) => (one.id === incoming ? { ...one, kind } : one));
      const chat = noteBubbles(unpackBubbles(before, now), [...earlier, ...all], now);
      return packBubbles(actOnBubbles(chat, acts, now, tapped));
    },
  };
}

/** Adds what was said to what is kept. `grew`: something is to be taken back that was not before. */
export function changeNoting(line: Line, noted: readonly NotedBubble[]): { change: ChangeBubbles; grew(): boolean } {
  let more = false;
  return {
    change: (before) => {
      const now = line.now();
      const chat = unpackBubbles(before, now);
      const after = noteBubbles(chat, noted, now);
      const going = (bubbles: typeof chat.bubbles) => bubbles.filter((bubble) => bubble.going).length;
      more = going(after.bubbles) > going(chat.bubbles);
      return packBubbles(after);
    },
    grew: () => more,
  };
}

type Said = { chatId: string; kept: KeptBubbles } | { chatId: string; residentId: string };

/** Keeps the numbers of what was said, many chats at a time: one statement for all of them instead of one a step. */
export function makeKeepBubbles(line: Line, unkept: Unkept) {
  let said = new Map<string, Said>();
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();

  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...said.values()];
    said = new Map();
    try {
      await keep(line, unkept, batch);
    } catch (error) {
      line.log.warn({ err: error }, 'what stands in some chats could not be noted; it is noted with their next step');
    }
  };
  const soon = () => {
    timer ??= setTimeout(() => {
      flushing = flushing.then(flush);
    }, EVERY_MS);
  };
  return {
    note(one: Said): void {
      said.set(one.chatId, one);
      soon();
    },
    /** At once: what must not be lost. */
    async now(one: Said): Promise<void> {
      said.set(one.chatId, one);
      flushing = flushing.then(flush);
      await flushing;
    },
    async stop(): Promise<void> {
      await flushing;
      await flush();
    },
  };
}

async function keep(line: Line, unkept: Unkept, batch: Said[]): Promise<void> {
  const noted = batch.map((one) => ({ ...one, all: unkept.of(one.chatId) })).filter(({ all }) => all.length > 0);
  const plain = noted.flatMap((one) =>
    'residentId' in one ? [{ id: one.residentId, numbers: one.all.map(({ id }) => id) }] : [],
  );
  const sealed = noted.flatMap((one) => ('kept' in one ? [{ kept: one.kept, ...changeNoting(line, one.all) }] : []));
  await addPlain(line, plain);
  await changeBubbles(line, sealed);
  for (const { chatId, all } of noted) unkept.drop(chatId, all);
  for (const { kept, grew } of sealed) if (grew()) await oweTakeBack(line.database.read, kept.residentId);
}
