import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import type { PersonKey } from '../../db/queries/keys/person-keys.ts';
import type { ResidentRow } from '../../db/queries/residents/residents.ts';
import type { Line } from '../line.ts';
import { openJson, sealJson } from '../privacy/seal.ts';
import type { Settings } from '../settings/settings.ts';
import { type Dialogue, idle, type Place, type StepContext } from '../turn/standing.ts';
import { offerAbout } from './effects/offer-about.ts';
import { aboutValues } from './step/context-about.ts';
import type { Step } from './step/effect.ts';

const dialoguePlace = (residentId: string): string => `dialogue:${residentId}`;
export const promptPlace = (residentId: string): string => `prompt:${residentId}`;

/** `key`: null before consent. */
export type Opened = { key: Buffer | null; place: Place };

type Row = Pick<ResidentRow, 'id' | 'keyId' | 'language' | 'secondLanguage' | 'plainDialogue' | 'sealedDialogue'>;

/** Unseals where the resident stands, and reads what a step may know besides. `tx` may be the pool: nothing is changed. */
export async function openStanding(
  tx: Tx,
  line: Line,
  settings: Settings,
  resident: Row,
  personKey: PersonKey | null,
): Promise<Opened> {
  const key = await keyOf(tx, line, resident, personKey);
  const dialogue = dialogueOf(resident, key);
  const language = resident.language;
  const secondLanguage = resident.secondLanguage;
  const context: StepContext = {
    language,
    secondLanguage,
    formKey: randomUUID(),
    emergencyNumbers: settings.emergencyNumbers,
    lists: {},
    ...(line.matchLabel && { matchLabel: line.matchLabel }),
    values: {
      closedDays: String(settings.retentionDays.closed),
      sensitiveDays: String(settings.retentionDays.sensitive),
      firstAnswerDays: String(Math.round(settings.firstAnswerHours.other / 24)),
      ...aboutValues(dialogue.about),
    },
    ...(await offerAbout(tx, dialogue.about)),
  };
  return { key, place: { dialogue, language, secondLanguage, known: key !== null, context } };
}

async function keyOf(tx: Tx, line: Line, resident: Row, personKey: PersonKey | null): Promise<Buffer | null> {
  if (resident.keyId === null) return null;
  // The row may be newer than the statement's snapshot of person_keys, when two updates came at once.
  return personKey ? line.keyring.unwrap(tx, personKey) : line.keyring.key(tx, resident.keyId);
}

function dialogueOf(resident: Row, key: Buffer | null): Dialogue {
  if (key === null) return (resident.plainDialogue as Dialogue | null) ?? idle;
  const sealed = resident.sealedDialogue;
  return sealed ? openJson<Dialogue>(key, dialoguePlace(resident.id), sealed) : idle;
}

/** Where the resident stands after a turn, sealed; and with `prompts` what is being asked, until it arrived. */
export function sealStanding(key: Buffer, residentId: string, { place, say }: Step, prompts: boolean, now: Date) {
  return {
    sealedDialogue: sealJson(key, dialoguePlace(residentId), place.dialogue),
    sealedPrompt: prompts ? sealJson(key, promptPlace(residentId), say) : null,
    promptedAt: prompts ? now : null,
  };
}
