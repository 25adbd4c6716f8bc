import { randomBytes, randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { deleteResident, insertPerson, type ResidentRow, saveResident } from '../../db/queries/residents/residents.ts';
import type { AboutYou, EnteredChannel, Language } from '../domain/codes.ts';
import { dayOf } from '../domain/time/moments.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson, sealJson } from '../privacy/seal.ts';

/** How staff reach a person without a channel, in words of theirs; what is not known is left out. `phone`: E.164. */
export type Contact = {
  name?: string | undefined;
  phone?: string | undefined;
  /** Where, when, and who else may answer. */
  how?: string | undefined;
};

export const knowsContact = ({ name, phone, how }: Contact): boolean => [name, phone, how].some((one) => !!one);

export type Person = { residentId: string; keyId: string; key: Buffer };

/** Agreed by word of mouth, to whoever entered it. */
const CONSENT_BY_WORD = 'by_word';

/**
 * A person who came or phoned, under a key of their own: a resident like any other, whom nothing reaches but staff. They have no address;
 * what stands in the place of a chat's hash is random and is found by nobody.
 */
export async function meetPerson(
  tx: Tx,
  line: Line,
  met: { channel: EnteredChannel; language: Language; contact?: Contact | undefined; aboutYou?: AboutYou },
): Promise<Person> {
  const now = line.now();
  const { id: keyId, key } = await line.keyring.create(tx, now);
  const residentId = randomUUID();
  const { channel, language, contact, aboutYou = {} } = met;
  await insertPerson(
    tx,
    {
      ...{ id: residentId, keyId, channel, language },
      chatHash: randomBytes(32),
      chatKeyVersion: line.keyring.lookupVersion('chat'),
      consentVersion: CONSENT_BY_WORD,
      sealedContact: contact && knowsContact(contact) ? sealContact(key, residentId, contact) : null,
      sealedProfile: Object.values(aboutYou).some((one) => one !== undefined)
        ? sealJson(key, sealedIn.profile(residentId), aboutYou)
        : null,
    },
    dayOf(now),
  );
  return { residentId, keyId, key };
}

/** Nothing came of it: nobody was met. */
export async function unmeetPerson(tx: Tx, line: Line, { residentId, keyId }: Person): Promise<void> {
  await deleteResident(tx, residentId);
  await line.keyring.destroy(tx, keyId, line.now());
}

const sealContact = (key: Buffer, residentId: string, contact: Contact): Buffer =>
  sealJson(key, sealedIn.contact(residentId), contact);

export const openContact = (key: Buffer, { id, sealedContact }: ResidentRow): Contact =>
  sealedContact === null ? {} : openJson<Contact>(key, sealedIn.contact(id), sealedContact);

export const saveContact = (tx: Tx, key: Buffer, residentId: string, contact: Contact): Promise<void> =>
  saveResident(tx, residentId, { sealedContact: knowsContact(contact) ? sealContact(key, residentId, contact) : null });
