import { appendEvents } from '../../db/queries/items/events.ts';
import { type OfferRow, readOffer, readOfferIdByCode } from '../../db/queries/offers/offers.ts';
import type { AnyFact } from '../domain/facts/every-fact.ts';
import type { FileLanguage } from '../domain/languages.ts';
import { parseReference } from '../domain/reference.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { lacksRole, type Rule, type StaffMember } from '../domain/staff/permissions.ts';
import { characters } from '../domain/text/cut.ts';
import { oneLine } from '../domain/text/fold.ts';
import { localParts, startOfDay } from '../domain/time/local-time.ts';
import { readDay } from '../domain/time/written-time.ts';
import type { Line } from '../line.ts';
import type { Audience, ReportDocument } from './document.ts';
import type { Report, ReportKind, ReportOf } from './report.ts';
import type { Table } from './table.ts';

/** Why figures are not given out. */
export type TakeCode =
  | 'role_needed'
  | 'rows_are_internal'
  | 'too_long'
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

/** For whom it is: without a word, figures are for sharing and rows internal. `purpose`: what for, as whoever takes it says. */
export type Terms = {
  audience?: Audience | undefined;
  purpose?: string | undefined;
  /** Of the file, for the record. */
  format?: string | undefined;
  language?: FileLanguage | undefined;
  /** Of a report that gives both: the document that people read, or its one wide table, as without a word. */
  wants?: 'document' | 'table' | undefined;
};

/** `name`: of a file without its ending. */
export type Taken = { name: string; audience: Audience; what: Table | ReportDocument };

const MOST_PURPOSE = 300;

/**
 * Reads a report for whoever may have it, and writes down who took what, for whom and what for, before the first row leaves. Nothing of rows
 * is for sharing, and exact figures are for who leads.
 * Refusals: role_needed, rows_are_internal, too_long (the purpose), bad_date (values.name), period_backwards, offer_not_found, not_for_grants, only_for_grants.
 */
export async function takeReport(
  line: Line,
  by: Taker,
  report: Report,
  asked: (OfPeriod | OfOffer) & Terms,
): Promise<Result<Taken, TakeCode>> {
  if (report.of === 'period')
    return 'from' in asked ? takeOfPeriod(line, by, report, asked) : refuse('bad_date', { name: 'from' });
  return 'from' in asked ? refuse('offer_not_found') : takeOfOffer(line, by, report, asked);
}

async function takeOfPeriod(
  line: Line,
  by: Taker,
  report: ReportOf<'period'>,
  asked: OfPeriod & Terms,
): Promise<Result<Taken, TakeCode>> {
  const audience = audienceOf(report, asked);
  const lacks = lacking(by, report.rule) ?? (audience === 'internal' ? lacking(by, 'take_internal') : null);
  if (lacks) return lacks;
  const fault = faultOf(report, asked);
  if (fault) return fault;
  const { kind, withText } = asked;
  const [first, last] = [readDay(asked.from), readDay(asked.to)];
  const from = first.ok && startOfDay(first.value);
  const to = last.ok && startOfDay(last.value, 1);
  if (!from) return refuse('bad_date', { name: 'from' });
  if (!to) return refuse('bad_date', { name: 'to' });
  if (from >= to) return refuse('period_backwards');
  const days = { from: first.value, to: last.value };
  await recordExport(line, by, { what: report.name, ...termsOf(asked, audience), kind, withText, ...days });
  const marked = report.holds === 'figures' && audience === 'internal' ? '-internal' : '';
  const name = `community-line-${report.name}${marked}-${days.from}-${days.to}`;
  const period = { from, to, kind, audience };
  if (asked.wants === 'document' && report.document)
    return done({ name, audience, what: await report.document(line, period) });
  return done({ name, audience, what: { ...(await report.read(line, { ...period, withText })), audience } });
}

async function takeOfOffer(
  line: Line,
  by: Taker,
  report: ReportOf<'offer' | 'offers'>,
  asked: OfOffer & Terms,
): Promise<Result<Taken, TakeCode>> {
  const audience = audienceOf(report, asked);
  const rule = 'offerId' in asked ? (report.ruleAtOffer ?? report.rule) : report.rule;
  const lacks = lacking(by, rule);
  if (lacks) return lacks;
  const fault = faultOf(report, asked);
  if (fault) return fault;
  const offer = await findOffer(line, asked);
  const unfit = offer && report.unfit(offer.kind);
  if (unfit) return unfit;
  const named = (code: string) => `community-line-${report.name}-${code}-${localParts(line.now()).day}`;
  const take = async (code: string, table: Promise<Table>) =>
    done({ name: named(code), audience, what: { ...(await table), audience } });
  if (offer) {
    await recordExport(line, by, { what: report.name, ...termsOf(asked, audience), offer: offer.code });
    return take(offer.code, report.read(line, offer));
  }
  if (report.of === 'offer' || !('offer' in asked) || asked.offer.trim() !== '') return refuse('offer_not_found');
  await recordExport(line, by, { what: report.name, ...termsOf(asked, audience), offer: 'all' });
  return take('all', report.read(line, null));
}

const audienceOf = (report: Report, { audience }: Terms): Audience =>
  report.holds === 'figures' ? (audience ?? 'sharing') : 'internal';

function faultOf(report: Report, { audience, purpose = '' }: Terms) {
  if (report.holds !== 'figures' && audience === 'sharing') return refuse('rows_are_internal');
  return [...characters(purpose)].length > MOST_PURPOSE ? refuse('too_long', { most: String(MOST_PURPOSE) }) : null;
}

/** Who sits at the console counts as a lead. */
const lacking = (by: Taker, rule: Rule) => (by === 'console' ? null : lacksRole(by, rule));

function termsOf({ purpose, format, language }: Terms, audience: Audience) {
  const said = oneLine(purpose ?? '');
  return { audience, ...(said && { purpose: said }), ...(format && { format }), ...(language && { language }) };
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
