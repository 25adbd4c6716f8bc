import type { Tx } from '../../db/client.ts';
import type { PersonKey } from '../../db/queries/person-keys.ts';
import type { ResidentRow } from '../../db/queries/residents.ts';
import type { Language } from '../domain/codes.ts';
import type { FormContext } from '../domain/form.ts';
import type { Line } from '../line.ts';
import { openJson, sealJson } from '../privacy/seal.ts';
import type { Settings } from '../settings/settings.ts';
import { aboutValues } from './about-values.ts';
import { offerAbout } from './context-about.ts';
import type { Turn } from './turn.ts';
import { type Answer, type Dialogue, idle, type Visit } from './visit.ts';

const dialoguePlace = (residentId: string): string => `dialogue:${residentId}`;
export const promptPlace = (residentId: string): string => `prompt:${residentId}`;

/** Unseals where the resident stands. */
export async function openVisit(
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
    context: {
      ...contextOf(line, settings, language, dialogue),
      secondLanguage: resident.secondLanguage,
      ...(await offerAbout(tx, dialogue.about)),
    },
    changes: {},
    acts: [],
    plainBubbles: resident.plainBubbles ?? [],
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

/** Where the resident stands after a turn, sealed; and with `prompts` what is being asked, until it arrived. */
export function sealStanding(key: Buffer, residentId: string, answer: Answer, prompts: boolean, now: Date) {
  return {
    sealedDialogue: sealJson(key, dialoguePlace(residentId), answer.dialogue),
    sealedPrompt: prompts ? sealJson(key, promptPlace(residentId), answer.say) : null,
    promptedAt: prompts ? now : null,
  };
}
