import { randomUUID } from 'node:crypto';
import type { Language } from '../../src/core/domain/codes.ts';
import type { Line } from '../../src/core/line.ts';
import type { Registrant } from '../../src/core/offers/submit-for-offer.ts';
import { giveConsent } from '../../src/core/residents/give-consent.ts';
import type { RegistrationAnswers } from '../../src/core/trainings/forms/registration.ts';
import { registerForOffer } from '../../src/core/trainings/register-for-offer.ts';
import { insertResident } from '../../src/db/queries/residents/residents.ts';

let next = 1;

/** An invented person who agreed, without a dialogue before it. */
export function makePerson(line: Line, language: Language = 'sq'): Promise<Registrant> {
  return line.database.transaction(async (tx) => {
    const address = { channel: 'telegram' as const, text: String(800_000_000 + next++) };
    const now = line.now();
    const chatHash = line.keyring.lookupHash('chat', address.text);
    const row = await insertResident(tx, { id: randomUUID(), chatHash, expiresAt: now }, now);
    const { resident, key } = await giveConsent(tx, line, row, { address, language, secondLanguage: null });
    return { residentId: resident.id, keyId: resident.keyId as string, key, address, language, aboutYou: {} };
  });
}

const ANSWERS = {
  applicant: { own: {} },
  name: 'Sample Person',
  phone: '+38344000000',
  needs: [],
  own: {},
  share: true,
  voices: [],
  given: {},
} as unknown as RegistrationAnswers;

/** Registers them; returns the registration's id. */
export async function takePlace(
  line: Line,
  who: Registrant,
  offerId: string,
  answers: Partial<RegistrationAnswers> = {},
): Promise<string> {
  const registered = await line.database.transaction((tx) =>
    registerForOffer(tx, line, who, offerId, randomUUID(), { ...ANSWERS, ...answers }),
  );
  if (!registered.ok) throw new Error(JSON.stringify(registered));
  return registered.value.row.id;
}
