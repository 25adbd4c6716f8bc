import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import type { PersonKey } from '../../db/queries/person-keys.ts';
import { claimTurn, dayOf, insertResident, type ResidentRow, saveResident } from '../../db/queries/residents.ts';
import type { Language } from '../domain/codes.ts';
import type { FormContext } from '../domain/form.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { openJson, sealJson } from '../privacy/seal.ts';
import { sayToResident } from '../residents/say-to-resident.ts';
import type { Settings } from '../settings/settings.ts';
import { aboutValues } from './about-values.ts';
import { answerTurn } from './answer-turn.ts';
import { currentQuestion } from './current-question.ts';
import type { Turn, TurnResult } from './turn.ts';
import { type Answer, type Dialogue, idle, type Visit } from './visit.ts';

const UNCONSENTED_HOURS = 24;
const dialoguePlace = (residentId: string) => `dialogue:${residentId}`;
const promptPlace = (residentId: string) => `prompt:${residentId}`;

const NOTHING: TurnResult = { say: [], language: null, secondLanguage: null, residentId: null, promisedTo: null };

/**
 * One update of one resident, in one transaction that holds their row: notes the update, feeds the form, carries out what came of it
 * and saves where they stand. An update handled before has no effect and says again what may not have arrived. Four round trips for
 * a plain step: BEGIN, claim, save, COMMIT.
 */
export async function takeTurn(line: Line, turn: Turn): Promise<TurnResult> {
  const settings = await line.settings();
  return line.database.transaction(async (tx) => {
    const now = line.now();
    const chatHash = line.keyring.lookupHash('chat', turn.chatId);
    const claimed = await claimTurn(tx, turn.updateId, chatHash, now);
    if (!claimed.resident && (!claimed.fresh || turn.input.kind === 'blocked')) return NOTHING;
    const expiresAt = new Date(now.getTime() + UNCONSENTED_HOURS * 3_600_000);
    const resident = claimed.resident ?? (await insertResident(tx, { id: randomUUID(), chatHash, expiresAt }, now));
    const visit = await openVisit(tx, line, turn, settings, resident, claimed.personKey);
    if (!claimed.fresh) return sayAgain(visit, turn);
    const answer = await answerTurn(visit, turn.input);
    return save(visit, turn, answer);
  });
}

async function openVisit(
  tx: Tx,
  line: Line,
  turn: Turn,
  settings: Settings,
  resident: ResidentRow,
  personKey: PersonKey | null,
): Promise<Visit> {
  const key = await keyOf(tx, line, resident, personKey);
  const sealed = resident.sealedDialogue;
  const dialogue = key
    ? sealed
      ? openJson<Dialogue>(key, dialoguePlace(resident.id), sealed)
      : idle
    : ((resident.plainDialogue as Dialogue | null) ?? idle);
  const language = resident.language as Language | null;
  return {
    tx,
    line,
    resident,
    key,
    chatId: turn.chatId,
    language,
    secondLanguage: resident.secondLanguage as Language | null,
    dialogue,
    context: contextOf(line, settings, language, dialogue),
    changes: {},
  };
}

async function keyOf(tx: Tx, line: Line, resident: ResidentRow, personKey: PersonKey | null): Promise<Buffer | null> {
  if (resident.keyId === null) return null;
  // The row may be newer than the statement's snapshot of person_keys, when two updates came at once.
  return personKey ? line.keyring.unwrap(tx, personKey) : line.keyring.key(tx, resident.keyId);
}

function contextOf(line: Line, settings: Settings, language: Language | null, dialogue: Dialogue): FormContext {
  return {
    language,
    emergencyNumbers: settings.emergencyNumbers,
    lists: {},
    ...(line.matchLabel && { matchLabel: line.matchLabel }),
    values: {
      closedDays: String(settings.retentionDays.closed),
      sensitiveDays: String(settings.retentionDays.sensitive),
      firstAnswerDays: String(Math.round(settings.firstAnswerHours.other / 24)),
      ...aboutValues(dialogue.about),
    },
  };
}

/** Telegram delivered an update again. Only the resident's last one may still be waiting for its answer. */
function sayAgain(visit: Visit, turn: Turn): TurnResult {
  const { resident, key } = visit;
  const last = resident.lastUpdateId === turn.updateId;
  const prompt =
    last && key && resident.sealedPrompt ? openJson<Say[]>(key, promptPlace(resident.id), resident.sealedPrompt) : null;
  const say = prompt ?? (last && !key ? currentQuestion(visit) : []);
  return {
    say,
    language: visit.language,
    secondLanguage: visit.secondLanguage,
    residentId: prompt ? resident.id : null,
    promisedTo: key === null ? null : resident.id,
  };
}

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
  await saveResident(tx, residentId, {
    ...visit.changes,
    ...(key === null
      ? { plainDialogue: answer.dialogue }
      : {
          sealedDialogue: sealJson(key, dialoguePlace(residentId), answer.dialogue),
          sealedPrompt: prompts ? sealJson(key, promptPlace(residentId), answer.say) : null,
          promptedAt: prompts ? now : null,
        }),
    lastUpdateId: turn.updateId,
    lastSeenAt: dayOf(now),
  });
  return {
    ...result,
    say: promised ? [] : answer.say,
    residentId: prompts ? residentId : null,
    promisedTo: promised ? residentId : null,
  };
}
