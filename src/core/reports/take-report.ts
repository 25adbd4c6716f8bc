import { appendEvents } from '../../db/queries/items/events.ts';
import { type OfferRow, readOffer, readOfferIdByCode } from '../../db/queries/offers/offers.ts';
import type { AnyFact } from '../domain/facts/every-fact.ts';
import { parseReference } from '../domain/reference.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { lacksRole, type StaffMember } from '../domain/staff/permissions.ts';
import { localParts, startOfDay } from '../domain/time/local-time.ts';
import { readDay } from '../domain/time/written-time.ts';
import type { Line } from '../line.ts';
import type { Report, ReportKind, ReportOf } from './report.ts';
import type { Table } from './table.ts';

/** Why figures are not given out. */
export type TakeCode =
  | 'role_needed'
  | 'bad_date'
  | 'period_backwards'
  | 'offer_not_found'
  | 'not_for_grants'
  | 'only_for_grants';

/** Whoever takes a report: a person in Slack, or who sits at the console. */
export type Taker = StaffMember | 'console';

/** Days in the programme's zone, both included: `2026-03-01`. */
export type OfPeriod = { kind: ReportKind; from: string; to: string; withText: boolean };
/** `T-7K3QM9`, as somebody typed it, and empty for all; or the id of an offer whose page they stand on. */
export type OfOffer = { offer: string } | { offerId: string };

/** `name`: of a file without its ending. */
export type Taken = { name: string; table: Table };

/**
 * Reads a report for whoever may have it, and writes down who took what before the first row leaves.
 * Refusals: role_needed, bad_date (values.name), period_backwards, offer_not_found, not_for_grants, only_for_grants.
 */
export async function takeReport(
  line: Line,
  by: Taker,
  report: Report,
  asked: OfPeriod | OfOffer,
): Promise<Result<Taken, TakeCode>> {
  if (report.of === 'period')
    return 'from' in asked ? takeOfPeriod(line, by, report, asked) : refuse('bad_date', { name: 'from' });
  return 'from' in asked ? refuse('offer_not_found') : takeOfOffer(line, by, report, asked);
}

async function takeOfPeriod(
  line: Line,
  by: Taker,
  report: ReportOf<'period'>,
  asked: OfPeriod,
): Promise<Result<Taken, TakeCode>> {
  const lacks = by === 'console' ? null : lacksRole(by, report.rule);
  if (lacks) return lacks;
  const { kind, withText } = asked;
  const [first, last] = [readDay(asked.from), readDay(asked.to)];
  const from = first.ok && startOfDay(first.value);
  const to = last.ok && startOfDay(last.value, 1);
  if (!from) return refuse('bad_date', { name: 'from' });
  if (!to) return refuse('bad_date', { name: 'to' });
  if (from >= to) return refuse('period_backwards');
  await recordExport(line, by, { what: report.name, kind, withText, from: first.value, to: last.value });
  const table = await report.read(line, { from, to, kind, withText });
  return done({ name: `community-line-${report.name}-${first.value}-${last.value}`, table });
}

async function takeOfOffer(
  line: Line,
  by: Taker,
  report: ReportOf<'offer' | 'offers'>,
  asked: OfOffer,
): Promise<Result<Taken, TakeCode>> {
  const rule = 'offerId' in asked ? (report.ruleAtOffer ?? report.rule) : report.rule;
  const lacks = by === 'console' ? null : lacksRole(by, rule);
  if (lacks) return lacks;
  const offer = await findOffer(line, asked);
  const unfit = offer && report.unfit(offer.kind);
  if (unfit) return unfit;
  const named = (code: string) => `community-line-${report.name}-${code}-${localParts(line.now()).day}`;
  if (offer) {
    await recordExport(line, by, { what: report.name, offer: offer.code });
    return done({ name: named(offer.code), table: await report.read(line, offer) });
  }
  if (report.of === 'offer' || !('offer' in asked) || asked.offer.trim() !== '') return refuse('offer_not_found');
  await recordExport(line, by, { what: report.name, offer: 'all' });
  return done({ name: named('all'), table: await report.read(line, null) });
}

async function findOffer(line: Line, asked: OfOffer): Promise<OfferRow | null> {
  const { read } = line.database;
  if ('offerId' in asked) return readOffer(read, asked.offerId);
  const code = parseReference(asked.offer);
  const id = code === null ? null : await readOfferIdByCode(read, code);
  return id === null ? null : readOffer(read, id);
}

async function recordExport(
  line: Line,
  by: Taker,
  taken: Extract<AnyFact, { kind: 'export_made' }>['data'],
): Promise<void> {
  const actor =
    by === 'console' ? ({ actor: 'system', staffId: null } as const) : ({ actor: 'staff', staffId: by.id } as const);
  await appendEvents(line.database.read, [{ kind: 'export_made', ...actor, data: taken, at: line.now() }]);
}
