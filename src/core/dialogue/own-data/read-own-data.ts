import type { Tx } from '../../../db/client.ts';
import { type ItemRow, listResidentItems } from '../../../db/queries/items/items.ts';
import { listMessageVersions } from '../../../db/queries/items/messages.ts';
import { listUntold } from '../../../db/queries/residents/deliveries.ts';
import { type ResidentRow, readResident } from '../../../db/queries/residents/residents.ts';
import { ACTIVITIES } from '../../activities.ts';
import type { MessageBody } from '../../domain/message-body.ts';
import {
  asText,
  byCode,
  type OwnData,
  type OwnItem,
  type OwnPart,
  type OwnWords,
  onDay,
  ownPart,
} from '../../domain/own-data.ts';
import { readQuote } from '../../items/quoting/kept-quote.ts';
import type { Line } from '../../line.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { sealedIn } from '../../privacy/places.ts';
import { openJson } from '../../privacy/seal.ts';
import { openAddress } from '../../privacy/seal-address.ts';
import { openContact } from '../../residents/person.ts';
import { readAboutYou } from '../../turn/about-you.ts';
import { type ItemView, type ViewedMessage, viewItem } from '../../views/item-view.ts';
import { readStates } from '../effects/read-states.ts';
import { openStanding } from '../open-standing.ts';
import { partsOfItem } from './parts-of-item.ts';
import { readUnsent } from './unsent.ts';

const MOST_ITEMS = 1000;

/**
 * Everything that is held of a resident, but for what has no link to them and what is read in the chat alone: sensitive items, and what is
 * linked to one. Null when they were forgotten. A new sealed place or table has to say where it is in here
 * (test/core/dialogue/own-data/everything.test.ts).
 */
export async function readOwnData(line: Line, residentId: string): Promise<OwnData | null> {
  return line.database.transaction(async (tx) => {
    const resident = await readResident(tx, residentId);
    if (!resident) return null;
    const { key, place } = await openStanding(tx, line, await line.settings(tx), resident, null);
    if (key === null) return null;
    const asked = { tx, line, resident, key, reader: readerOf(place.context) };
    const items: OwnItem[] = [];
    const shown = new Set<string>();
    for (const row of await listResidentItems(tx, residentId, MOST_ITEMS)) {
      const view = await viewItem(tx, line, row);
      // Whoever looks at a shared phone finds files.
      if (view.item.sensitive) continue;
      shown.add(row.id);
      items.push(await ownItem(asked, row, view));
    }
    const person = [...(await ownPerson(asked)), ...(await waitingFor(asked, shown))];
    return { madeAt: line.now(), person, unsent: await readUnsent(tx, line.now(), place), items };
  });
}

type Asked = { tx: Tx; line: Line; resident: ResidentRow; key: Buffer; reader: ReturnType<typeof readerOf> };

async function ownPerson(asked: Asked): Promise<OwnPart[]> {
  const { resident, key } = asked;
  const about = readAboutYou(asked);
  const address = resident.sealedAddress && openAddress(key, resident, resident.sealedAddress);
  const contact = openContact(key, resident);
  return [
    ...ownPart('language', byCode('language', resident.language)),
    ...ownPart('second_language', byCode('language', resident.secondLanguage)),
    ...ownPart('hears', resident.hears ? { key: 'common:yes' } : null),
    ...ownPart('channel', byCode('channel', resident.channel)),
    ...ownPart('chat', address && asText(address.text)),
    ...ownPart('name', asText(contact.name)),
    ...ownPart('phone', asText(contact.phone)),
    ...ownPart('contact_how', asText(contact.how)),
    ...ownPart('agreed', onDay(resident.consentedAt)),
    ...ownPart('consent_version', resident.consentVersion),
    ...ownPart('known_since', onDay(resident.createdAt)),
    ...ownPart('last_seen', onDay(resident.lastSeenAt)),
    ...ownPart('blocked', onDay(resident.blockedAt)),
    ...ownPart('gender', byCode('gender', about?.gender)),
    ...ownPart('age', byCode('age_band', about?.ageBand)),
    ...ownPart('community', codes('community', about?.communities)),
    ...ownPart('disability', byCode('disability', about?.disability)),
    ...(resident.sealedBubbles ? ownPart('chat_messages', { key: 'privacy:file.kept' }) : []),
  ];
}

/** Of what is in the file alone: a number more would say that there is something else. */
async function waitingFor({ tx, resident }: Asked, shown: ReadonlySet<string>): Promise<OwnPart[]> {
  const untold = await listUntold(tx, resident.id);
  const waiting = untold.filter(({ itemId }) => itemId !== null && shown.has(itemId)).length;
  return waiting > 0 ? ownPart('waiting', waiting) : [];
}

export const codes = (list: string, given: readonly string[] | null | undefined) =>
  given?.length ? { list: given.map((code) => ({ key: `codes:${list}.${code}` })) } : null;

async function ownItem(asked: Asked, row: ItemRow, view: ItemView): Promise<OwnItem> {
  const standing = (await readStates(asked, [row])).get(row.id);
  const activity = ACTIVITIES.find(({ kinds }) => kinds.includes(row.kind));
  const words: OwnWords[] = [];
  for (const message of view.messages) if (message.direction !== 'note') words.push(await ownWords(asked, message));
  return {
    parts: [
      ...partsOfItem(row, view, standing),
      ...ownPart('quoted', asText((await readQuote(asked.tx, asked.key, row.id))?.original)),
      ...((await activity?.download?.(asked, row)) ?? []),
    ],
    words,
  };
}

async function ownWords({ tx, key }: Asked, message: ViewedMessage): Promise<OwnWords> {
  const { direction, at, body, editedAt } = message;
  const versions = editedAt ? await listMessageVersions(tx, message.id) : [];
  const before = versions.flatMap(({ id, sealedBody, replacedAt }) => {
    const text = sealedBody && openJson<MessageBody>(key, sealedIn.messageVersion(id), sealedBody).text;
    return text ? [{ text, until: replacedAt }] : [];
  });
  return { from: direction === 'in' ? 'you' : 'us', at, kind: body?.kind ?? 'text', body, before };
}
