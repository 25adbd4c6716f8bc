import { rememberStandings } from '../dialogue/remembered.ts';
import type { Channel } from '../domain/codes.ts';
import type { Door } from '../domain/door.ts';
import type { FetchMedia } from '../domain/media.ts';
import type { Say } from '../domain/say.ts';
import type { JobResult } from '../domain/work/job-result.ts';
import type { AsRead } from './as-read.ts';
import type { Arrived, ChannelOf, Reader, ResidentChannel, WayIn } from './channel.ts';
import { putMenu } from './chat-menu.ts';
import { carryOutOwed, type DeliverParts } from './deliver.ts';
import type { FitParts } from './fit-says.ts';
import { type FloodLimit, makeFlood } from './flood.ts';
import { makeInOrder } from './in-order.ts';
import { resayPrompts } from './resay-prompts.ts';
import { makeSaidPrompts } from './said-prompts.ts';
import { apologise, type DoneTurn, type TakeParts, takeArrival } from './take-arrival.ts';
import { endLook, takeBackFarewell, takeBackItem } from './take-back.ts';

/** The residents' side of the line, over every channel it has. */
export type Channels = {
  /** Begins to let residents in. */
  start(): void;
  /** Takes no more, and lets what runs finish. */
  stop(): Promise<void>;
  /** What the channels' services call, by path. */
  doors: Readonly<Record<string, Door>>;
  /** Says what is to be said and takes back what is to go. `attempt`: which try of this work it is, from 1. */
  deliver(payload: { residentId: string }, attempt?: number): Promise<JobResult>;
  resayPrompts(): Promise<number>;
  endLook(residentId: string): Promise<JobResult>;
  takeBackItem(residentId: string, itemId: string): Promise<JobResult>;
  takeBackFarewell(payload: Record<string, string>): Promise<JobResult>;
  putMenu(payload: { residentId: string; as: string }): Promise<JobResult>;
  fetchMedia: FetchMedia;
  /** As a reader of this channel sees it; null where nobody can tell. */
  asRead: SayAsRead;
};

export type SayAsRead = (channel: Channel, says: readonly Say[], reader: Reader) => AsRead[] | null;

/** What residents wrote a minute ago is not kept in memory much longer. */
const SWEEP_MS = 10_000;

export function openChannels(
  parts: FitParts & {
    onTurn?: (turn: DoneTurn) => void;
    /** How much may be sent from one address; by default generous to people. */
    flood?: FloodLimit;
  },
  channels: readonly ResidentChannel[],
): Channels {
  const { line } = parts;
  const byName = new Map(channels.map((channel) => [channel.name, channel]));
  const channelOf: ChannelOf = ({ channel }) => byName.get(channel);
  const delivering: DeliverParts = { ...parts, channelOf };
  const saidPrompts = makeSaidPrompts(line);
  const inOrder = makeInOrder();
  const standings = rememberStandings(line.now);
  const sweeping = setInterval(standings.sweep, SWEEP_MS).unref();
  const flood = makeFlood(line.now, parts.flood);
  const taking: TakeParts = { ...parts, channelOf, saidPrompts, inOrder, standings, flood };
  const ways = channels.map((channel) => openWay(taking, channel));
  return {
    start: () => {
      for (const way of ways) way.start();
    },
    stop: async () => {
      clearInterval(sweeping);
      await Promise.all(ways.map((way) => way.stop()));
      await inOrder.idle();
      await saidPrompts.stop();
      for (const { chats } of channels) await chats?.stop();
    },
    doors: Object.fromEntries(ways.flatMap(({ door: given }) => (given ? [[given.path, given.door]] : []))),
    deliver: (payload, attempt) => carryOutOwed(delivering, payload, attempt),
    resayPrompts: () => resayPrompts(delivering, saidPrompts),
    endLook: (residentId) => endLook(delivering, residentId),
    takeBackItem: (residentId, itemId) => takeBackItem(delivering, residentId, itemId),
    takeBackFarewell: (payload) => takeBackFarewell(delivering, payload),
    putMenu: (payload) => putMenu(delivering, payload),
    asRead: (name, says, reader) => {
      const channel = byName.get(name);
      return channel?.asRead?.(channel.render(says, reader)) ?? null;
    },
    fetchMedia: async (media) => (await channelOf(media)?.fetchMedia(media.handle)) ?? { kind: 'gone' },
  };
}

const openWay = <Came extends Arrived>(parts: TakeParts, channel: ResidentChannel<Came>): WayIn =>
  channel.open({
    take: (came) => takeArrival(parts, channel, came),
    giveUp: (came) => apologise(parts, channel, came),
  });
