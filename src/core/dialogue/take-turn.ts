import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { insertResident, saveResident } from '../../db/queries/residents.ts';
import { type ClaimedTurn, claimTurn, lockChat } from '../../db/queries/turns.ts';
import { dayOf } from '../domain/moments.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { openJson } from '../privacy/seal.ts';
import { sayToResident } from '../residents/say-to-resident.ts';
import { lastUpdateHash, updateHash } from '../residents/update-hash.ts';
import { answerTurn } from './answer-turn.ts';
import { currentQuestion } from './current-question.ts';
import { keepBubbles, owesBubbles } from './keep-bubbles.ts';
import { openVisit, promptPlace, sealStanding } from './open-visit.ts';
import { quickExit } from './press-menu-button.ts';
import { takePlainTurn } from './take-plain-turn.ts';
import type { Turn, TurnResult } from './turn.ts';
import type { Answer, Visit } from './visit.ts';

const UNCONSENTED_HOURS = 24;

const NOTHING: TurnResult = { say: [], language: null, secondLanguage: null, residentId: null, promisedTo: null };

/**
 * One update of one resident. A step inside a form needs nothing but where they stand, and is two round trips; everything else is one
 * transaction that holds their row: notes the update, feeds the form, carries out what came of it and saves. An update handled before
 * has no effect and says again what may not have arrived.
 */
export async function takeTurn(line: Line, turn: Turn): Promise<TurnResult> {
  const settings = await line.settings();
  const plain = await takePlainTurn(line, turn, settings);
  if (plain) return plain;
  return line.database.transaction(async (tx) => {
    const now = line.now();
    // To the day: beside the resident's last update, the very moment would tell who sent an anonymous item.
    const claimed = await claim(tx, line, turn, dayOf(now));
    if (!claimed.resident && (!claimed.fresh || turn.input.kind === 'blocked')) return NOTHING;
    const expiresAt = new Date(now.getTime() + UNCONSENTED_HOURS * 3_600_000);
    const resident =
      claimed.resident ??
      (await insertResident(tx, { id: randomUUID(), ...chatOf(line, turn), expiresAt }, dayOf(now)));
    const visit = await openVisit(tx, line, turn, settings, resident, claimed.personKey);
    if (!claimed.fresh) return sayAgain(visit, turn);
    const answer = await answerTurn(visit, turn.input);
    return save(visit, turn, answer);
  });
}

const chatOf = ({ keyring }: Line, { chatId }: Turn) => ({
  chatHash: keyring.lookupHash('chat', chatId),
  chatKeyVersion: keyring.lookupVersion('chat'),
});

/** Nobody is taken for a stranger because their chat is hashed under a key that was made since this process read them. */
async function claim(tx: Tx, line: Line, turn: Turn, day: Date): Promise<ClaimedTurn> {
  const { keyring } = line;
  const known = keyring.lookupVersion('chat');
  const claimed = await claimTurn(tx, updateHash(line, turn.updateId), keyring.lookupHashes('chat', turn.chatId), day);
  if (claimed.resident) return claimed;
  await keyring.reload(tx);
  if (keyring.lookupVersion('chat') === known) return claimed;
  return { ...claimed, ...(await lockChat(tx, keyring.lookupHashes('chat', turn.chatId))) };
}

/** Telegram delivered an update again. Only the resident's last one may still be waiting for its answer. */
function sayAgain(visit: Visit, turn: Turn): TurnResult {
  const { line, resident, key } = visit;
  const last = resident.lastUpdateHash?.equals(lastUpdateHash(line, resident.id, turn.updateId)) ?? false;
  if (last && !key && isQuickExit(turn)) return exitAgain(visit);
  const prompt =
    last && key && resident.sealedPrompt ? openJson<Say[]>(key, promptPlace(resident.id), resident.sealedPrompt) : null;
  const say = prompt ?? (last && !key ? currentQuestion(visit) : []);
  return {
    say,
    language: visit.language,
    secondLanguage: visit.secondLanguage,
    residentId: prompt ? resident.id : null,
    promisedTo: key === null ? null : resident.id,
    ...(key !== null && { takesBack: true, bubbles: { residentId: resident.id, key, sealed: resident.sealedBubbles } }),
  };
}

/** Before consent nothing is owed: the update that comes again is what takes the chat back. */
const exitAgain = (visit: Visit): TurnResult => ({
  ...NOTHING,
  ...quickExit(visit),
  language: visit.language,
  bubbles: { residentId: visit.resident.id },
  clearPlain: visit.plainBubbles,
});

const isQuickExit = ({ input }: Turn): boolean => input.kind === 'button' && input.data === 'm:exit';

async function save(visit: Visit, turn: Turn, answer: Answer): Promise<TurnResult> {
  const { tx, line, key } = visit;
  const residentId = visit.resident.id;
  const result = {
    language: visit.language,
    secondLanguage: visit.secondLanguage,
    ...(answer.toast && { toast: answer.toast }),
    ...(answer.clearChat && { clearChat: true }),
  };
  if (answer.gone) return { ...result, say: answer.say, residentId: null, promisedTo: null };
  const now = line.now();
  const promised = key !== null && answer.promised !== undefined && answer.say.length > 0;
  if (promised)
    await sayToResident(tx, line, { residentId, key, kind: 'confirmation', say: answer.say, ...answer.promised });
  const prompts = key !== null && !promised && answer.say.length > 0;
  const bubbles = keepBubbles(visit, turn, answer);
  await owesBubbles(visit, answer);
  await saveResident(tx, residentId, {
    ...visit.changes,
    ...(key === null ? { plainDialogue: answer.dialogue } : sealStanding(key, residentId, answer, prompts, now)),
    ...bubbles.changes,
    lastUpdateHash: lastUpdateHash(line, residentId, turn.updateId),
    lastSeenAt: dayOf(now),
  });
  return {
    ...result,
    ...bubbles.result,
    say: promised ? [] : answer.say,
    residentId: prompts ? residentId : null,
    promisedTo: promised ? residentId : null,
  };
}
