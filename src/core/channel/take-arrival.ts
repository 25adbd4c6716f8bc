import type { Standings } from '../dialogue/remembered.ts';
import { takeTurnOrLeave } from '../dialogue/take-turn-or-leave.ts';
import type { TurnResult } from '../dialogue/turn.ts';
import type { Address } from '../domain/address.ts';
import { LANGUAGES } from '../domain/codes.ts';
import { FIRST_LANGUAGE } from '../domain/language.ts';
import { sayOverChat } from '../i18n/second-under.ts';
import type { Texts } from '../i18n/texts.ts';
import { type Arrived, isSettled, type Reader, type ResidentChannel } from './channel.ts';
import { type DeliverParts, deliverToResident } from './deliver.ts';
import { fitSays } from './fit-says.ts';
import type { Flood } from './flood.ts';
import type { InOrder } from './in-order.ts';
import type { SaidPrompts } from './said-prompts.ts';
import { takeBack } from './take-back.ts';

export type TakeParts = DeliverParts & {
  flood: Flood;
  inOrder: InOrder;
  saidPrompts: SaidPrompts;
  standings: Standings;
  onTurn?: (turn: DoneTurn) => void;
};

/** A turn that is committed: which, in what way, in how many milliseconds. */
export type DoneTurn = { address: Address; arrival: string; plain: boolean; ms: number };

/**
 * Takes what arrived from a resident. Resolves once its effect is committed and its answer was tried; throws when the effect could not be
 * committed, and then it must be delivered again. What happens to an answer after the commit is never a reason to repeat it.
 */
export async function takeArrival<Came extends Arrived>(
  parts: TakeParts,
  channel: ResidentChannel<Came>,
  came: Came,
): Promise<void> {
  const place = placeOf(came.address);
  const met = isMembership(came) ? 'free' : parts.flood.meet(place, came.sentAt);
  if (met === 'drop') return;
  // Said once a flood, at the door, in every language: nobody is looked up for it.
  if (met === 'tell') return channel.tell(came.address, inEveryLanguage(parts.texts, 'help:slow_down'));
  try {
    await parts.inOrder.run(place, () => turn(parts, channel, came));
  } catch (error) {
    if (met === 'take') parts.flood.giveBack(place);
    throw error;
  }
}

/** Tells the person that what they sent could not be taken, when it never can be. */
export async function apologise<Came extends Arrived>(
  { texts }: Pick<TakeParts, 'texts'>,
  channel: ResidentChannel<Came>,
  came: Came,
): Promise<void> {
  if (!isMembership(came)) await channel.tell(came.address, inEveryLanguage(texts, 'errors:unknown'));
}

export const inEveryLanguage = (texts: Texts, key: string): string =>
  LANGUAGES.map((language) => texts.say(language, key)).join('\n\n');

/** The service says these itself; a person who sent too much must still be known to have left. */
const isMembership = ({ input }: Arrived): boolean => input.kind === 'blocked' || input.kind === 'unblocked';

const placeOf = ({ channel, text }: Address): string => `${channel}:${text}`;

async function turn<Came extends Arrived>(parts: TakeParts, channel: ResidentChannel<Came>, came: Came): Promise<void> {
  const begun = performance.now();
  const { address, arrival, input, phoneLanguage } = came;
  const keeping = channel.chats?.keeperOf(came);
  const result = await takeTurnOrLeave(parts.line, {
    address,
    arrival,
    input,
    standings: parts.standings,
    ...(phoneLanguage !== undefined && { phoneLanguage }),
    ...(keeping && { bubbles: keeping.keeper }),
  });
  if (result.bubbles) keeping?.kept();
  const { plain = false } = result;
  parts.onTurn?.({ address, arrival, plain, ms: performance.now() - begun });
  try {
    await answer(parts, channel, came, result);
  } catch (error) {
    parts.line.log.warn({ err: error }, 'an answer could not be sent; it will be said again');
  }
}

async function answer<Came extends Arrived>(
  parts: TakeParts,
  channel: ResidentChannel<Came>,
  came: Came,
  result: TurnResult,
): Promise<void> {
  const { address } = came;
  const { chats } = channel;
  const reader = {
    language: result.language ?? FIRST_LANGUAGE,
    secondLanguage: result.secondLanguage,
    hears: result.hears,
  };
  await channel.heard?.(
    came,
    result.toast && sayOverChat(parts.texts, result.toast, { ...reader, channel: channel.name }),
  );
  const kept = result.bubbles && 'key' in result.bubbles ? result.bubbles : null;
  if (result.clearChat) await chats?.clear(address, kept, result.clearPlain ?? []);
  if (result.promisedTo) await deliverToResident(parts, { residentId: result.promisedTo });
  if (result.say.length > 0) await sayNow(parts, channel, came, result, reader);
  if (result.clearPlain) await chats?.clearPlain(address, reader, result.clearPlain);
  // It is owed too: what this does not reach, another process does.
  if (result.takesBack && kept) await takeBack(parts, kept.residentId);
  if (result.clearChat && kept) await chats?.clearBelow(address, kept);
}

async function sayNow<Came extends Arrived>(
  parts: TakeParts,
  channel: ResidentChannel<Came>,
  came: Came,
  result: TurnResult,
  reader: Reader,
): Promise<void> {
  const { address } = came;
  const { says } = await fitSays(parts, channel, address, result.say, reader);
  const tapped = channel.can.edit && !result.clearChat ? came : undefined;
  const sent = await channel.send(address, channel.render(says, reader), { tapped });
  if (result.bubbles) {
    // What must be taken back is noted at once; the rest with that of other chats.
    const now = result.clearChat === true || result.say.some((say) => say.bubble?.look);
    await channel.chats?.keep(address, result.bubbles, now);
  }
  if (isSettled(sent) && result.residentId) parts.saidPrompts.note(result.residentId, came.arrival);
  if (!sent.ok) parts.line.log.warn({ failure: sent.failure.kind }, 'an answer did not get through');
}
