import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import {
  insertOfferRow,
  insertSessions,
  type OfferRow,
  readOfferByKeys,
  readOfferIdByCode,
} from '../../db/queries/offers/offers.ts';
import { type OfferProblem, offerProblems } from '../domain/offers/check-offer.ts';
import type { OfferDraft } from '../domain/offers/offer.ts';
import { makeReference } from '../domain/reference.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { mayManageOffers, refuseRole, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';

/** The offer as it was written cannot be: every problem, with the field it belongs to. */
export type OfferRefusal = { ok: false; code: 'offer_wrong'; problems: OfferProblem[] };

export const offerWrong = (problems: OfferProblem[]): OfferRefusal => ({ ok: false, code: 'offer_wrong', problems });

export type Drafted = { offerId: string; code: string; fresh: boolean };

/**
 * Writes down a new offer as a draft that no resident sees. `changeKey` (the modal's) makes a second sending no second offer.
 * Refusals: role_needed, offer_wrong, own_code_taken.
 */
export async function draftOffer(
  line: Line,
  member: StaffMember | 'console' | null,
  draft: OfferDraft,
  changeKey: string,
): Promise<Result<Drafted> | OfferRefusal> {
  if (member !== 'console' && !mayManageOffers(member)) return refuseRole('run_offers', member);
  const problems = offerProblems(draft, line.now());
  if (problems.length > 0) return offerWrong(problems);
  return line.database.transaction((tx) => writeDraft(tx, line, member, draft, changeKey));
}

/** The same inside a transaction, of a draft that was checked before. Refusals: own_code_taken. */
export async function writeDraft(
  tx: Tx,
  line: Line,
  member: StaffMember | 'console' | null,
  draft: OfferDraft,
  changeKey: string,
): Promise<Result<Drafted, 'own_code_taken' | 'try_again'>> {
  const before = await readOfferByKeys(tx, { changeKey });
  if (before) return done({ offerId: before.id, code: before.code, fresh: false });
  if (draft.ownCode !== null && (await readOfferByKeys(tx, { ownCode: draft.ownCode })))
    return refuse('own_code_taken', { code: draft.ownCode });
  const now = line.now();
  const id = randomUUID();
  const code = await freeCode(tx);
  const staffId = member !== null && member !== 'console' ? member.id : null;
  const { sessions, ...columns } = draft;
  const row = { ...columns, id, code, changeKey, createdBy: staffId, createdAt: now, updatedAt: now };
  // Somebody else was quicker with this very key or code.
  if (!(await insertOfferRow(tx, row))) return refuse('try_again');
  await insertSessions(
    tx,
    sessions.map((session) => newSession(id, session)),
  );
  await appendEvents(tx, [
    { kind: 'offer_drafted', actor: staffId ? 'staff' : 'system', staffId, data: { offerId: id, code }, at: now },
  ]);
  return done({ offerId: id, code, fresh: true });
}

export const newSession = (offerId: string, times: { startsAt: Date; endsAt: Date }) => ({
  id: randomUUID(),
  offerId,
  ...{ startsAt: times.startsAt, endsAt: times.endsAt },
  attendanceCode: String(randomInt(1_000_000)).padStart(6, '0'),
});

async function freeCode(tx: Tx): Promise<string> {
  for (;;) {
    const code = makeReference('offer', randomBytes(8));
    if ((await readOfferIdByCode(tx, code)) === null) return code;
  }
}

/** A row as staff wrote it, to be changed in part. */
export function draftOf(row: OfferRow, sessions: { startsAt: Date; endsAt: Date }[]): OfferDraft {
  const { kind, agency, municipality, sector, teachingLanguages, texts, seats, waitingSeats, heldSeats, heldUntil } =
    row;
  const { rules, questions, papers, deadline, maximumCents, budgetCents, ownCode } = row;
  return {
    ...{ kind, agency, municipality, sector, teachingLanguages, texts, seats, waitingSeats, heldSeats, heldUntil },
    ...{ rules, questions, papers, deadline, maximumCents, budgetCents, ownCode },
    sessions: sessions.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })),
  } as OfferDraft;
}
