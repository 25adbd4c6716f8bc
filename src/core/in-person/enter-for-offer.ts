import type { Tx } from '../../db/client.ts';
import { readItemBySubmissionKey } from '../../db/queries/items/items.ts';
import { readOffer } from '../../db/queries/offers/offers.ts';
import { ACTIVITIES } from '../activities.ts';
import type { EnteredChannel, Language } from '../domain/codes.ts';
import type { Answers, Form, FormContext } from '../domain/form.ts';
import type { OfferFacts } from '../domain/offers/offer.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayManageOffers, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import { fillForm, type Given } from '../forms/fill-form.ts';
import type { Line } from '../line.ts';
import { applicantOf } from '../offers/forms/applicant.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import type { OfferKeeper } from '../offers/resident/offer-keeper.ts';
import type { WrongAnswer } from '../offers/why-not-entered.ts';
import { meetPerson, unmeetPerson } from '../residents/person.ts';
import { sayToResident } from '../residents/say-to-resident.ts';

export type EnteredForOffer = {
  /** A UUID made when the modal was opened: the same modal sent twice is one application. */
  changeKey: string;
  channel: EnteredChannel;
  language: Language;
  /** Where and when they are reached, and who may answer; whom to ask for and the number are among the answers. */
  how: string | undefined;
  given: Given;
};

export type NotEntered = { ok: false; code: 'not_entered'; why: WrongAnswer[] };

const keeperOf = ({ kind }: Pick<OfferFacts, 'kind'>): OfferKeeper | undefined =>
  ACTIVITIES.flatMap(({ offers }) => offers ?? []).find(({ kinds }) => kinds.includes(kind));

/** What the form of an offer asks, for staff to fill in for somebody. Refusals: role_needed, not_found. */
export async function formToEnter(
  line: Line,
  member: StaffMember | null,
  offerId: string,
): Promise<Result<{ offer: OfferFacts; form: Form }>> {
  if (!mayManageOffers(member)) return refuseRole('run_offers', member);
  const row = await readOffer(line.database.read, offerId);
  const offer = row && row.status !== 'draft' ? await readFactsOf(line.database.read, row) : null;
  const keeper = offer && keeperOf(offer);
  if (!offer || !keeper) return refuse('not_found');
  return done({ offer, form: keeper.form(offer, STAFF) });
}

const STAFF = { language: 'en', second: null } as const;
export const contextOf = (offer: OfferFacts): FormContext => ({
  language: null,
  emergencyNumbers: [],
  lists: {},
  offer,
});

/**
 * Registers or applies for a person without a channel, by the same form, under the same rules and in the same line as everybody. What they are
 * told then is to be told by staff. Refusals: role_needed, not_found, and `not_entered` with what is wrong.
 */
export async function enterForOffer(
  line: Line,
  member: StaffMember | null,
  offerId: string,
  entered: EnteredForOffer,
): Promise<Result<{ reference: string }> | NotEntered> {
  const found = await formToEnter(line, member, offerId);
  if (!found.ok || member === null) return found.ok ? refuseRole('run_offers') : found;
  const { offer, form } = found.value;
  const filled = fillForm(form, contextOf(offer), entered.given);
  if (!filled.ok) return notEntered(Object.entries(filled.wrong).map(([question, said]) => ({ question, line: said })));
  return line.database.transaction((tx) => enter(tx, line, member, offer, entered, filled.answers));
}

const notEntered = (why: NotEntered['why']): NotEntered => ({ ok: false, code: 'not_entered', why });

async function enter(
  tx: Tx,
  line: Line,
  member: StaffMember,
  offer: OfferFacts,
  { changeKey, channel, language, how }: EnteredForOffer,
  answers: Answers,
): Promise<Result<{ reference: string }> | NotEntered> {
  const enterIn = keeperOf(offer)?.enter;
  if (!enterIn) return refuse('not_found');
  const before = await readItemBySubmissionKey(tx, changeKey);
  if (before) return done({ reference: before.reference });
  const { gender, communities } = applicantOf(answers);
  const person = await meetPerson(tx, line, {
    ...{ channel, language },
    contact: { name: writtenIn(answers.name), phone: writtenIn(answers.phone), how },
    aboutYou: { gender, communities },
  });
  const who = { ...person, language, address: null, entered: { channel, member }, aboutYou: {} };
  const came = await enterIn(tx, line, who, offer.id, changeKey, answers);
  if (!came.ok) {
    await unmeetPerson(tx, line, person);
    return notEntered(came.why);
  }
  const { itemId, reference, kind, say } = came;
  await sayToResident(tx, line, { residentId: person.residentId, key: person.key, itemId, kind, say });
  return done({ reference });
}

const writtenIn = (answer: unknown): string | undefined => (typeof answer === 'string' ? answer : undefined);
