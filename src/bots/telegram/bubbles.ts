import type { BubbleAct, BubbleKind } from '../../core/domain/bubbles.ts';

/** One message in a private chat. `minute`: since the epoch, when it was first noted. */
export type Bubble = {
  id: number;
  minute: number;
  ours: boolean;
  /** To be taken back. */
  going: boolean;
  look: boolean;
  notice: boolean;
  /** Theirs, of a report that was sent: goes when they say so. */
  aside: boolean;
  lasting: boolean;
  /** The first twelve hexadecimal digits of the talk or item; empty for none. */
  about: string;
};

/** A message just seen or sent. */
export type NotedBubble = { id: number; ours: boolean; kind?: BubbleKind | undefined };

/** What is kept of a chat. Everything older than `cleared` was to go with the last quick exit, whoever notes it later. */
export type KeptChat = { cleared: number; bubbles: Bubble[] };

/** A bot can delete messages of either side for so long (Bot API, deleteMessage). */
export const DELETABLE_MINUTES = 48 * 60;
const LOOK_MINUTES = 10;
/** What is kept has one of these sizes, whatever was said. */
const SIZES = [64, 256, 1024] as const;
const MOST = 1024;
const BYTES = 16;
const FORMAT = 1;
const BITS = { ours: 1, going: 2, look: 4, notice: 8, aside: 16, lasting: 32 } as const;

export const EMPTY_CHAT: KeptChat = { cleared: 0, bubbles: [] };

export const minuteOf = (now: Date): number => Math.floor(now.getTime() / 60_000);

/** Sixteen bytes a message, after sixteen of the whole; padded with zeros. */
export function packBubbles({ cleared, bubbles }: KeptChat): Buffer {
  const size = SIZES.find((most) => bubbles.length <= most) ?? MOST;
  const packed = Buffer.alloc((size + 1) * BYTES);
  packed.writeUInt8(FORMAT, 0);
  packed.writeUInt16BE(bubbles.length, 2);
  packed.writeUIntBE(cleared, 4, 6);
  for (const [index, bubble] of bubbles.entries()) {
    const at = (index + 1) * BYTES;
    packed.writeUIntBE(bubble.id, at, 6);
    packed.writeUIntBE(bubble.minute % 2 ** 24, at + 6, 3);
    packed.writeUInt8(bitsOf(bubble), at + 9);
    // Twelve hexadecimal digits are six bytes, which a number holds.
    if (bubble.about) packed.writeUIntBE(Number.parseInt(bubble.about, 16), at + 10, 6);
  }
  return packed;
}

const bitsOf = (bubble: Bubble): number =>
  (bubble.ours ? BITS.ours : 0) |
  (bubble.going ? BITS.going : 0) |
  (bubble.look ? BITS.look : 0) |
  (bubble.notice ? BITS.notice : 0) |
  (bubble.aside ? BITS.aside : 0) |
  (bubble.lasting ? BITS.lasting : 0);

/** The inverse; what another version made is nothing. `now` tells which 32 years a minute lies in. */
export function unpackBubbles(packed: Buffer | null, now: Date): KeptChat {
  if (packed === null || packed.length < BYTES || packed.readUInt8(0) !== FORMAT) return EMPTY_CHAT;
  const bubbles: Bubble[] = [];
  const minute = minuteOf(now);
  // Written out: this is done twice a step, for every message of the chat.
  for (let index = 1; index <= packed.readUInt16BE(2); index += 1) {
    const at = index * BYTES;
    const bits = packed.readUInt8(at + 9);
    bubbles.push({
      id: packed.readUIntBE(at, 6),
      minute: wholeMinute(packed.readUIntBE(at + 6, 3), minute),
      ours: (bits & BITS.ours) !== 0,
      going: (bits & BITS.going) !== 0,
      look: (bits & BITS.look) !== 0,
      notice: (bits & BITS.notice) !== 0,
      aside: (bits & BITS.aside) !== 0,
      lasting: (bits & BITS.lasting) !== 0,
      about: packed.readUIntBE(at + 10, 6) === 0 ? '' : packed.toString('hex', at + 10, at + BYTES),
    });
  }
  return { cleared: packed.readUIntBE(4, 6), bubbles };
}

/** The latest minute with these low bits that is not (much) after now. */
function wholeMinute(low: number, now: number): number {
  const whole = now - (now % 2 ** 24) + low;
  return whole > now + DELETABLE_MINUTES ? whole - 2 ** 24 : whole;
}

const shortOf = (about: string | undefined): string => (about ?? '').replaceAll('-', '').slice(0, 12);

/** Adds what was seen and sent since. A message noted again keeps its minute, and takes on what is known of it now. */
export function noteBubbles(chat: KeptChat, noted: readonly NotedBubble[], now: Date): KeptChat {
  const all = new Map(chat.bubbles.map((bubble) => [bubble.id, bubble]));
  for (const { id, ours, kind } of noted) {
    const before = all.get(id);
    if (kind?.notice) for (const one of all.values()) if (one.notice && one.id !== id) one.going = true;
    all.set(id, {
      id,
      minute: before?.minute ?? minuteOf(now),
      ours: before?.ours ?? ours,
      // Sent before the quick exit, and only now heard of.
      going: before?.going === true || (id < chat.cleared && !before),
      look: before?.look === true || kind?.look === true,
      notice: before?.notice === true || kind?.notice === true,
      aside: before?.aside ?? false,
      lasting: before?.lasting === true || kind?.lasting === true,
      about: shortOf(kind?.about) || (before?.about ?? ''),
    });
  }
  const cleared = Math.max(chat.cleared, ...noted.filter(({ kind }) => kind?.exit).map(({ id }) => id));
  const bubbles = bounded([...all.values()], now);
  if (cleared > chat.cleared) for (const bubble of bubbles) if (bubble.id < cleared) bubble.going = true;
  return { cleared, bubbles };
}

/** Beyond what can still be done something about, the oldest go first; of what is sensitive, last. */
function bounded(bubbles: Bubble[], now: Date): Bubble[] {
  const oldest = minuteOf(now) - DELETABLE_MINUTES;
  const stays = (bubble: Bubble) => bubble.going || bubble.look || (bubble.lasting && bubble.ours);
  const kept = bubbles.filter((bubble) => bubble.minute >= oldest || stays(bubble)).sort((a, b) => a.id - b.id);
  const spare = kept.length - MOST;
  if (spare <= 0) return kept;
  const dropped = new Set(
    [...kept.filter((bubble) => !stays(bubble)), ...kept.filter(stays)].slice(0, spare).map(({ id }) => id),
  );
  return kept.filter(({ id }) => !dropped.has(id));
}

/** Carries out what a turn does to what stands. `tapped`: the message whose button was pressed. */
export function actOnBubbles(chat: KeptChat, acts: readonly BubbleAct[], now: Date, tapped?: number): KeptChat {
  const bubbles = acts.reduce((before, act) => applied(before, act, now, tapped), chat.bubbles);
  return { ...chat, bubbles };
}

const leaving = (bubble: Bubble): Bubble => ({ ...bubble, going: true });

function applied(bubbles: Bubble[], act: BubbleAct, now: Date, tapped: number | undefined): Bubble[] {
  switch (act.kind) {
    case 'clear':
      return bubbles.map(leaving);
    case 'open_look':
      return bubbles.map((bubble) =>
        bubble.notice ? { ...bubble, notice: false, look: true, minute: minuteOf(now) } : bubble,
      );
    case 'end_look':
      return bubbles.map((bubble) => (bubble.look ? leaving(bubble) : bubble));
    case 'take_back':
      return bubbles.map((bubble) => {
        if (bubble.about !== shortOf(act.about)) return bubble;
        return bubble.ours ? leaving(bubble) : { ...bubble, aside: true, about: '' };
      });
    case 'belongs':
      return bubbles.map((bubble) =>
        bubble.about === shortOf(act.about) ? { ...bubble, about: shortOf(act.to) } : bubble,
      );
    case 'take_back_theirs':
      return bubbles.map((bubble) => (bubble.aside ? leaving(bubble) : bubble));
    case 'take_back_tapped':
      return bubbles.map((bubble) => (bubble.id === tapped ? leaving(bubble) : bubble));
    case 'join_look':
      return bubbles.map((bubble) =>
        bubble.about === shortOf(act.about) ? { ...bubble, look: true, about: '' } : bubble,
      );
  }
}

/** A look that was open for ten minutes goes, and the notice it came by. */
export function endDueLooks(chat: KeptChat, now: Date): KeptChat {
  const due = minuteOf(now) - LOOK_MINUTES;
  const goes = (bubble: Bubble) => bubble.look && bubble.minute <= due;
  return { ...chat, bubbles: chat.bubbles.map((bubble) => (goes(bubble) ? leaving(bubble) : bubble)) };
}
