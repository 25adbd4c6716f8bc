import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import type { PersonKey } from '../../db/queries/keys/person-keys.ts';
import type { ResidentRow } from '../../db/queries/residents/residents.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { offerAbout } from '../offers/resident/offer-about.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson, sealJson, sealText } from '../privacy/seal.ts';
import type { Settings } from '../settings/settings.ts';
import {
  type About,
  type Dialogue,
  idle,
  isOffer,
  ownIn,
  type Place,
  type Standing,
  type StepContext,
} from '../turn/standing.ts';
import { describeItems } from './belongings.ts';
import { BOOK } from './book.ts';
import { aboutValues } from './step/context-about.ts';

/** `key`: null before consent. */
export type Opened = { key: Buffer | null; place: Place };

type Row = Pick<
  ResidentRow,
  'id' | 'keyId' | 'language' | 'secondLanguage' | 'hears' | 'plainDialogue' | 'sealedDialogue'
>;

/** Unseals where the resident stands, and reads what a step may know besides. `tx` may be the pool: nothing is changed. */
export async function openStanding(
  tx: Tx,
  line: Line,
  settings: Settings,
  resident: Row,
  personKey: PersonKey | null,
): Promise<Opened> {
  const key = await keyOf(tx, line, resident, personKey);
  const { language, secondLanguage } = resident;
  const standing = {
    dialogue: dialogueOf(resident, key),
    ...{ language, secondLanguage, known: key !== null, hears: resident.hears === true },
  };
  return { key, place: await placeOf(tx, line, settings, standing, key) };
}

/** With what a step may know besides, as it is now. */
export async function placeOf(
  tx: Tx,
  line: Line,
  settings: Settings,
  standing: Standing,
  key: Buffer | null,
): Promise<Place> {
  const { dialogue, language, secondLanguage } = standing;
  const offersItems = key !== null && dialogue.form?.form === BOOK.words.name;
  const context: StepContext = {
    language,
    secondLanguage,
    formKey: randomUUID(),
    book: BOOK,
    emergencyNumbers: settings.emergencyNumbers,
    youthAge: settings.youthAge,
    lists: {},
    hashCode: ({ selector, whole }) => ({
      selector: line.keyring.lookupHash('join', selector).toString('hex'),
      whole: line.keyring.lookupHash('join', whole).toString('hex'),
    }),
    ...(line.matchLabel && { matchLabel: line.matchLabel }),
    values: {
      closedDays: String(settings.retentionDays.closed),
      sensitiveDays: String(settings.retentionDays.sensitive),
      firstAnswerHours: String(settings.firstAnswerHours.other),
      ...aboutValues(dialogue.about),
    },
    own: ownIn(dialogue.about),
    ...(await offerAbout(tx, dialogue.about, line.now())),
    ...(offersItems && (await describeItems(tx, line, key, dialogue.about))),
  };
  return { ...standing, context };
}

async function keyOf(tx: Tx, line: Line, resident: Row, personKey: PersonKey | null): Promise<Buffer | null> {
  if (resident.keyId === null) return null;
  // The row may be newer than the statement's snapshot of person_keys, when two updates came at once.
  return personKey ? line.keyring.unwrap(tx, personKey) : line.keyring.key(tx, resident.keyId);
}

function dialogueOf(resident: Row, key: Buffer | null): Dialogue {
  if (key === null) return (resident.plainDialogue as Dialogue | null) ?? idle;
  const sealed = resident.sealedDialogue;
  return sealed ? withOwn(openJson<Dialogue>(key, sealedIn.dialogue(resident.id), sealed)) : idle;
}

/** What an activity keeps with a form lay beside the offer's own in a standing that an earlier version sealed. */
function withOwn({ about, parked, ...dialogue }: Dialogue): Dialogue {
  return {
    ...dialogue,
    ...(about && { about: gathered(about) }),
    ...(parked && { parked: { ...parked, ...(parked.about && { about: gathered(parked.about) }) } }),
  };
}

function gathered(about: About): About {
  if (!isOffer(about) || about.own) return about;
  const { offerId, reference, promiseVersion, sensitive, ...flat } = about;
  const own = Object.entries(flat).filter((one): one is [string, string] => typeof one[1] === 'string');
  return {
    ...{ offerId, reference, promiseVersion },
    ...(own.length > 0 && { own: Object.fromEntries(own) }),
    ...(sensitive && { sensitive }),
  };
}

/** Where the resident stands after a turn (the dialogue as JSON), sealed; and with `prompts` what is being asked, until it arrived. */
export function sealStanding(
  key: Buffer,
  residentId: string,
  { dialogue, say }: { dialogue: string; say: Say[] },
  prompts: boolean,
  now: Date,
) {
  return {
    sealedDialogue: sealText(key, sealedIn.dialogue(residentId), dialogue),
    sealedPrompt: prompts ? sealJson(key, sealedIn.prompt(residentId), say) : null,
    promptedAt: prompts ? now : null,
  };
}
