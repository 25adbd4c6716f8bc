import type { Tx } from '../../db/client.ts';
import { peekTurn, saveIfUnchanged } from '../../db/queries/turns.ts';
import { dayOf } from '../domain/moments.ts';
import type { Line } from '../line.ts';
import { lastUpdateHash, updateHash } from '../residents/update-hash.ts';
import type { Settings } from '../settings/settings.ts';
import { answerTurn } from './answer-turn.ts';
import { keepBubbles } from './keep-bubbles.ts';
import { openVisit, sealStanding } from './open-visit.ts';
import type { Turn, TurnInput, TurnResult } from './turn.ts';
import type { Answer, Visit } from './visit.ts';

/** Thrown by the transaction that a plain turn does not have. */
const NEEDS_TRANSACTION = new Error('this turn needs a transaction');

const noTransaction = new Proxy({} as Tx, {
  get() {
    throw NEEDS_TRANSACTION;
  },
});

/**
 * The quick way for a step inside a form: reads where the resident stands, feeds the form, and saves under the condition that nothing came
 * between. Two round trips, no lock held. Null when the turn is more than that, or lost the race: then nothing was changed, and the caller
 * takes it again in a transaction.
 */
export async function takePlainTurn(line: Line, turn: Turn, settings: Settings): Promise<TurnResult | null> {
  if (!isStep(turn.input)) return null;
  const { read } = line.database;
  const found = await peekTurn(read, line.keyring.lookupHashes('chat', turn.chatId));
  if (!found || found.resident.blockedAt !== null) return null;
  const visit = await openVisit(read, line, turn, settings, found.resident, found.personKey);
  if (!visit.dialogue.form || visit.key === null) return null;
  const answer = await answerWithoutTransaction({ ...visit, tx: noTransaction }, turn.input);
  return answer && keep(visit, visit.key, turn, answer);
}

const isStep = (input: TurnInput): boolean =>
  input.kind === 'message' || input.kind === 'contact' || (input.kind === 'button' && input.data.startsWith('f:'));

/** Null when it asked for the database, or changes more than the dialogue. */
async function answerWithoutTransaction(visit: Visit, input: TurnInput): Promise<Answer | null> {
  try {
    const answer = await answerTurn(visit, input);
    const more = answer.promised || answer.gone || visit.acts.length > 0 || Object.keys(visit.changes).length > 0;
    return more || answer.say.some((say) => say.bubble?.look) ? null : answer;
  } catch (error) {
    if (error === NEEDS_TRANSACTION) return null;
    throw error;
  }
}

async function keep(visit: Visit, key: Buffer, turn: Turn, answer: Answer): Promise<TurnResult | null> {
  const { line, resident } = visit;
  const now = line.now();
  const prompts = answer.say.length > 0;
  const bubbles = keepBubbles(visit, turn, answer);
  const saved = await saveIfUnchanged(
    line.database.read,
    resident,
    {
      hash: updateHash(line, turn.updateId),
      lastHash: lastUpdateHash(line, resident.id, turn.updateId),
      receivedAt: dayOf(now),
    },
    {
      ...sealStanding(key, resident.id, answer, prompts, now),
      sealedBubbles: bubbles.changes.sealedBubbles ?? resident.sealedBubbles,
      lastSeenAt: dayOf(now),
    },
  );
  if (!saved) return null;
  return {
    say: answer.say,
    ...(answer.toast && { toast: answer.toast }),
    language: visit.language,
    secondLanguage: visit.secondLanguage,
    residentId: prompts ? resident.id : null,
    promisedTo: null,
    ...bubbles.result,
    plain: true,
  };
}
