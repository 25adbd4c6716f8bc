import type { Tx } from '../../db/client.ts';
import { sumApproved } from '../../db/queries/offers/enquiries.ts';
import {
  deleteSessions,
  insertSessions,
  listSessions,
  type OfferRow,
  type SessionRow,
  updateOffer,
  updateSession,
} from '../../db/queries/offers/offers.ts';
import { countSeats } from '../../db/queries/offers/registrations.ts';
import { offerProblems } from '../domain/offers/check-offer.ts';
import { type OfferDraft, TEXT_LANGUAGES } from '../domain/offers/offer.ts';
import { allFit, countTaken } from '../domain/offers/seats.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { draftOf, newSession, type OfferRefusal, offerWrong } from './draft-offer.ts';
import { fillSeats } from './fill-seats.ts';
import { type OfferEntry, poolsOf, readEntry } from './offer-facts.ts';
import { oweToldChanges } from './owe-told-changes.ts';
import { noteOfferEvent, workOnOffer } from './work-on-offer.ts';

export type Changed = OfferEntry & {
  /** Everyone concerned is being told of another time or place. */
  telling: boolean;
};

export type OfferChanges = Partial<Omit<OfferDraft, 'kind'>>;

/**
 * Changes an offer in part; as a function, from what it is while nobody else can change it, so that two translators do not undo each other. Another time or place of a published one is told to everyone concerned; more seats move the line up; another
 * question raises the form's version, so that who is filling it in is asked just what is new. Refusals: role_needed, not_found, wrong_state
 * (finished, cancelled), offer_wrong.
 */
export async function changeOffer(
  line: Line,
  member: StaffMember | null,
  offerId: string,
  changes: OfferChanges | ((before: OfferDraft) => OfferChanges),
): Promise<Result<Changed> | OfferRefusal> {
  return workOnOffer(line, member, offerId, async (tx, row, by): Promise<Result<Changed> | OfferRefusal> => {
    if (row.status === 'finished' || row.status === 'cancelled') return refuse('wrong_state');
    const sessions = await listSessions(tx, offerId);
    const before = draftOf(row, sessions);
    const after: OfferDraft = { ...before, ...(typeof changes === 'function' ? changes(before) : changes) };
    const { taken } = await countSeats(tx, offerId);
    const problems = offerProblems(after, timesChanged(before, after) ? line.now() : null, countTaken(taken));
    if (problems.length > 0) return offerWrong(problems);
    // Fewer open seats than people sit on: seats must not be held over their heads.
    if (!allFit(poolsOf(after, line.now()), taken)) return offerWrong([{ field: 'heldSeats', code: 'held_taken' }]);
    // Money that was promised to applicants is spent.
    if (after.budgetCents !== null && after.budgetCents < (await sumApproved(tx, offerId, null, null)).all)
      return offerWrong([{ field: 'budgetCents', code: 'budget_spent' }]);
    const telling = row.status !== 'draft' && promiseChanged(before, after);
    const { sessions: _sessions, ...columns } = after;
    await updateOffer(tx, offerId, {
      ...columns,
      formVersion: row.formVersion + (formChanged(before, after) ? 1 : 0),
      promiseVersion: row.promiseVersion + (telling ? 1 : 0),
      updatedAt: line.now(),
    });
    await saveSessions(tx, offerId, sessions, after.sessions);
    await noteOfferEvent(tx, line, 'offer_changed', offerId, by);
    if (telling) await oweToldChanges(tx, offerId);
    if (row.status !== 'draft') await fillSeats(tx, line, { ...row, ...columns } as OfferRow);
    const entry = await readEntry(tx, offerId, line.now(), by);
    return entry ? done({ ...entry, telling }) : refuse('not_found');
  });
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Where each text says it is; one that says nothing leaves it to the municipality. */
const placesOf = ({ texts, municipality }: OfferDraft) =>
  TEXT_LANGUAGES.map((language) => {
    const text = texts[language];
    return text && (text.place.trim() || municipality);
  });
const timesOf = ({ sessions }: OfferDraft) =>
  sessions.map(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()]).sort(([a = 0], [b = 0]) => a - b);

const timesChanged = (before: OfferDraft, after: OfferDraft): boolean =>
  !same(timesOf(before), timesOf(after)) || !same(before.deadline, after.deadline);

/** Where and when: what people have arranged their days by. A text that was only missing so far is no change. */
function promiseChanged(before: OfferDraft, after: OfferDraft): boolean {
  const places = placesOf(before);
  const moved = placesOf(after).some((place, index) => places[index] !== undefined && place !== places[index]);
  return moved || !same(timesOf(before), timesOf(after));
}

const formChanged = (before: OfferDraft, after: OfferDraft): boolean =>
  !same([before.questions, before.rules, before.papers], [after.questions, after.rules, after.papers]);

/** A session whose start or end stays keeps its id (and so its attendance and reminders); one that is left over is moved before another is made. */
async function saveSessions(
  tx: Tx,
  offerId: string,
  before: SessionRow[],
  wanted: { startsAt: Date; endsAt: Date }[],
): Promise<void> {
  const time = (date: Date) => date.getTime();
  const left = [...before];
  const take = (index: number) => (index >= 0 ? left.splice(index, 1)[0] : undefined);
  const kept = wanted.map((want) => ({
    want,
    row: take(left.findIndex((row) => time(row.startsAt) === time(want.startsAt))),
  }));
  for (const entry of kept) entry.row ??= take(left.findIndex((row) => time(row.endsAt) === time(entry.want.endsAt)));
  for (const entry of kept) {
    const row = entry.row ?? left.shift();
    if (!row) await insertSessions(tx, [newSession(offerId, entry.want)]);
    else if (time(row.startsAt) !== time(entry.want.startsAt) || time(row.endsAt) !== time(entry.want.endsAt))
      await updateSession(tx, row.id, entry.want);
  }
  await deleteSessions(
    tx,
    left.map(({ id }) => id),
  );
}
