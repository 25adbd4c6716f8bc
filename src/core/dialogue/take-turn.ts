import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { insertResident, type ResidentRow, saveResident } from '../../db/queries/residents/residents.ts';
import { type ClaimedTurn, claimTurn, lockChat, peekTurn, saveIfUnchanged } from '../../db/queries/residents/turns.ts';
import { addressWord } from '../domain/address.ts';
import { takesBack } from '../domain/bubbles.ts';
import type { Say } from '../domain/say.ts';
import { dayOf } from '../domain/time/moments.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson } from '../privacy/seal.ts';
import { arrivalHash, lastArrivalHash } from '../residents/arrival-hash.ts';
import { oweTakeBack } from '../residents/bubbles.ts';
import { sayToResident } from '../residents/say-to-resident.ts';
import type { Settings } from '../settings/settings.ts';
import type { Dialogue, Place } from '../turn/standing.ts';
import { UNCONSENTED_HOURS } from '../turn/standing.ts';
import type { Visit } from '../turn/visit.ts';
import { BOOK } from './book.ts';
import { reviveDeliveries } from './effects/blocked.ts';
import { type Carried, carryOut } from './effects/carry-out.ts';
import { keepBubbles } from './keep-bubbles.ts';
import { type Opened, openStanding, placeOf, sealStanding } from './open-standing.ts';
import { standingOf } from './remembered.ts';
import { quickExit } from './step/choose-from-menu.ts';
import { currentQuestion } from './step/current-question.ts';
import type { Step } from './step/effect.ts';
import { mayBePlain, stepDialogue } from './step/step-dialogue.ts';
import type { Turn, TurnResult } from './turn.ts';

const NOTHING: TurnResult = { say: [], language: null, secondLanguage: null, residentId: null, promisedTo: null };

/**
 * One update of one resident: a pure step from where they stand. One without effects is saved, and that is all; any other is one transaction
 * that holds their row: notes the update, steps from where they stand now, carries out the effects and saves. An update handled before has
 * no effect and says again what may not have arrived.
 */
export async function takeTurn(line: Line, turn: Turn): Promise<TurnResult> {
  const settings = await line.settings();
  return (await takePlainTurn(line, turn, settings)) ?? takeTurnHolding(line, turn, settings);
}

/**
 * Steps from where the resident stands and saves under the condition that nothing came between, with no lock held: one round trip when this
 * process remembers where that is, two when it is read. Null when the step has effects, or lost the race: then nothing was changed.
 */
async function takePlainTurn(line: Line, turn: Turn, settings: Settings): Promise<TurnResult | null> {
  const remembered = turn.standings?.take(addressWord(turn.address));
  if (!mayBePlain(turn.input, BOOK)) return null;
  if (remembered) {
    const { residentId, key, lastUpdateHash, kept } = remembered;
    const place = await placeOf(line.database.read, line, settings, standingOf(remembered), key);
    const seen = { id: residentId, key, lastUpdateHash, sealedBubbles: kept.sealed, plainBubbles: [] };
    const taken = await stepPlain(line, turn, seen, place);
    if (taken !== 'lost') return taken;
  }
  const found = await peekTurn(line.database, line.keyring.lookupHashes('chat', addressWord(turn.address)));
  if (!found || found.resident.blockedAt !== null) return null;
  const { resident } = found;
  const { key, place } = await openStanding(line.database.read, line, settings, resident, found.personKey);
  if (key === null) return null;
  const seen = { ...resident, key, plainBubbles: resident.plainBubbles ?? [] };
  const taken = await stepPlain(line, turn, seen, place);
  return taken === 'lost' ? null : taken;
}

type Seen = Pick<ResidentRow, 'id' | 'lastUpdateHash' | 'sealedBubbles'> & {
  key: Buffer;
  plainBubbles: readonly number[];
};

async function stepPlain(line: Line, turn: Turn, seen: Seen, place: Place): Promise<TurnResult | 'lost' | null> {
  const step = stepDialogue(place, turn.input, place.context);
  return step.effects.length === 0 ? savePlain(line, turn, seen, step) : null;
}

async function savePlain(line: Line, turn: Turn, seen: Seen, step: Step): Promise<TurnResult | 'lost'> {
  const now = line.now();
  const { id: residentId, key } = seen;
  const prompts = step.say.length > 0;
  const bubbles = keepBubbles(turn, { resident: seen, key, plainBubbles: seen.plainBubbles }, step, []);
  const sealedBubbles = bubbles.changes.sealedBubbles ?? seen.sealedBubbles;
  const lastHash = lastArrivalHash(line, residentId, turn.arrival);
  const dialogue = JSON.stringify(withinOf(turn, step.place.dialogue));
  const saved = await saveIfUnchanged(
    line.database,
    seen,
    { hash: arrivalHash(line, turn.address.channel, turn.arrival), lastHash, receivedAt: dayOf(now) },
    {
      ...sealStanding(key, residentId, { dialogue, say: step.say }, prompts, now),
      sealedBubbles,
      lastSeenAt: dayOf(now),
    },
  );
  if (!saved) return 'lost';
  const kept = keptOf(bubbles.result) ?? { residentId, key, sealed: sealedBubbles };
  const { language, secondLanguage, known, hears } = step.place;
  turn.standings?.keep(addressWord(turn.address), {
    residentId,
    key,
    language,
    secondLanguage,
    known,
    hears,
    dialogue,
    lastUpdateHash: lastHash,
    kept,
  });
  return {
    ...saidBy(step),
    say: step.say,
    residentId: prompts ? residentId : null,
    promisedTo: null,
    ...bubbles.result,
    plain: true,
  };
}

/** Where what comes later is said. Sealed with where they stand; before consent it is not kept. */
function withinOf({ address: { within } }: Turn, { within: _before, ...dialogue }: Dialogue): Dialogue {
  return within === undefined ? dialogue : { ...dialogue, within };
}

const keptOf = ({ bubbles }: Pick<TurnResult, 'bubbles'>) => (bubbles && 'key' in bubbles ? bubbles : null);

const takeTurnHolding = (line: Line, turn: Turn, settings: Settings): Promise<TurnResult> =>
  line.database.transaction(async (tx) => {
    const now = line.now();
    // To the day: beside the resident's last update, the very moment would tell who sent an anonymous item.
    const claimed = await claim(tx, line, turn, dayOf(now));
    if (!claimed.resident && (!claimed.fresh || turn.input.kind === 'blocked')) return NOTHING;
    const expiresAt = new Date(now.getTime() + UNCONSENTED_HOURS * 3_600_000);
    const resident =
      claimed.resident ??
      (await insertResident(tx, { id: randomUUID(), ...chatOf(line, turn), expiresAt }, dayOf(now)));
    const opened = asPhoneIs(turn, await openStanding(tx, line, settings, resident, claimed.personKey));
    if (!claimed.fresh) return sayAgain(line, turn, resident, opened);
    const { place, key } = opened;
    const plainBubbles = resident.plainBubbles ?? [];
    const visit: Visit = {
      ...place,
      tx,
      line,
      resident,
      key,
      address: turn.address,
      plainBubbles,
      changes: {},
      acts: [],
      screen: {},
    };
    // An account that was gone is back without a word of it: writing says so.
    if (resident.blockedAt !== null && turn.input.kind !== 'blocked') await reviveDeliveries(visit);
    return save(visit, turn, await carryOut(visit, stepDialogue(place, turn.input, place.context)));
  });

/** Known only while the turn is taken: it is not kept. */
const asPhoneIs = ({ phoneLanguage }: Turn, { place, ...opened }: Opened): Opened =>
  phoneLanguage === undefined
    ? { ...opened, place }
    : { ...opened, place: { ...place, context: { ...place.context, phoneLanguage } } };

const chatOf = ({ keyring }: Line, { address }: Turn) => ({
  channel: address.channel,
  chatHash: keyring.lookupHash('chat', addressWord(address)),
  chatKeyVersion: keyring.lookupVersion('chat'),
});

/** Nobody is taken for a stranger because their chat is hashed under a key that was made since this process read them. */
async function claim(tx: Tx, line: Line, turn: Turn, day: Date): Promise<ClaimedTurn> {
  const { keyring } = line;
  const known = keyring.lookupVersion('chat');
  const claimed = await claimTurn(
    tx,
    arrivalHash(line, turn.address.channel, turn.arrival),
    keyring.lookupHashes('chat', addressWord(turn.address)),
    day,
  );
  if (claimed.resident) return claimed;
  await keyring.reload(tx);
  if (keyring.lookupVersion('chat') === known) return claimed;
  return { ...claimed, ...(await lockChat(tx, keyring.lookupHashes('chat', addressWord(turn.address)))) };
}

/** It was delivered again. Only the resident's last one may still be waiting for its answer. */
function sayAgain(line: Line, turn: Turn, resident: ResidentRow, { key, place }: Opened): TurnResult {
  const { language, secondLanguage, hears } = place;
  const last = resident.lastUpdateHash?.equals(lastArrivalHash(line, resident.id, turn.arrival)) ?? false;
  if (last && !key && isQuickExit(turn)) {
    // Before consent nothing is owed: the update that comes again is what takes the chat back.
    const { say, clearChat } = quickExit(place);
    const clearPlain = resident.plainBubbles ?? [];
    return {
      ...NOTHING,
      say,
      language,
      ...(clearChat && { clearChat }),
      bubbles: { residentId: resident.id },
      clearPlain,
    };
  }
  const prompt =
    last && key && resident.sealedPrompt
      ? openJson<Say[]>(key, sealedIn.prompt(resident.id), resident.sealedPrompt)
      : null;
  return {
    say: prompt ?? (last && !key ? currentQuestion(place) : []),
    language,
    secondLanguage,
    ...(hears && { hears }),
    residentId: prompt ? resident.id : null,
    promisedTo: key === null ? null : resident.id,
    ...(key !== null && { takesBack: true, bubbles: { residentId: resident.id, key, sealed: resident.sealedBubbles } }),
  };
}

const isQuickExit = ({ input }: Turn): boolean => input.kind === 'button' && input.data === 'm:exit';

/** What the channel hears of any step. */
const saidBy = ({ place: { language, secondLanguage, hears }, toast, clearChat }: Step) => ({
  language,
  secondLanguage,
  ...(hears && { hears }),
  ...(toast && { toast }),
  ...(clearChat && { clearChat }),
});

async function save(visit: Visit, turn: Turn, done: Carried): Promise<TurnResult> {
  const { tx, line, key, acts } = visit;
  const residentId = visit.resident.id;
  const { say } = done;
  if (done.gone) return { ...saidBy(done), say, residentId: null, promisedTo: null };
  const now = line.now();
  const promised = key !== null && done.promised !== undefined && say.length > 0;
  if (promised) await sayToResident(tx, line, { residentId, key, kind: 'confirmation', say, ...done.promised });
  const prompts = key !== null && !promised && say.length > 0;
  const bubbles = keepBubbles(turn, visit, done, acts);
  if (key !== null && acts.some(takesBack)) await oweTakeBack(tx, residentId);
  await saveResident(tx, residentId, {
    ...visit.changes,
    ...(key === null
      ? { plainDialogue: done.place.dialogue }
      : sealStanding(
          key,
          residentId,
          { dialogue: JSON.stringify(withinOf(turn, done.place.dialogue)), say },
          prompts,
          now,
        )),
    ...bubbles.changes,
    lastUpdateHash: lastArrivalHash(line, residentId, turn.arrival),
    lastSeenAt: dayOf(now),
  });
  return {
    ...saidBy(done),
    ...bubbles.result,
    say: promised ? [] : say,
    residentId: prompts ? residentId : null,
    promisedTo: promised ? residentId : null,
  };
}
