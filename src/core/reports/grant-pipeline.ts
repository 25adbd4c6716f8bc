import { listPipeline } from '../../db/queries/reports/offer-reports.ts';
import type { Line } from '../line.ts';
import type { ReportTable } from './participants.ts';

const DAY_MS = 86_400_000;

const COLUMNS = [
  ['reference', '#meta+id'],
  ['call', '#activity+code'],
  ['state', '#status'],
  ['stage', '#status+stage'],
  ['amount_eur', '#value+requested+eur'],
  ['approved_eur', '#value+approved+eur'],
  ['received_at', '#date+reported'],
  ['decided_at', '#date+decided'],
  ['days_in_state', '#date+days'],
] as const;

/** Every application for a grant, of one call or of all, a row each. No names: who applied is known to the adviser alone. */
export async function grantPipeline(line: Line, offerId: string | null): Promise<ReportTable> {
  const now = line.now().getTime();
  const rows = (await listPipeline(line.database.read, offerId)).map((one) => {
    // Between the two a change of anything counts as one of the state: no more is kept.
    const since = one.state === 'received' ? one.receivedAt : (one.decidedAt ?? one.updatedAt);
    return [
      ...[one.reference, one.call, one.state, one.businessStage, euros(one.amountCents), euros(one.approvedCents)],
      ...[instant(one.receivedAt), instant(one.decidedAt)],
      String(Math.max(0, Math.floor((now - since.getTime()) / DAY_MS))),
    ];
  });
  return { columns: [...COLUMNS], rows };
}

const euros = (cents: number | null): string => (cents === null ? '' : (cents / 100).toFixed(2));
const instant = (at: Date | null): string => (at === null ? '' : `${at.toISOString().slice(0, 19)}Z`);
