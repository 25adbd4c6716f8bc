import { listPipeline } from '../../../db/queries/reports/offer-reports.ts';
import { refuse } from '../../domain/result.ts';
import type { ReportOf } from '../../reports/report.ts';
import { code, instant, money, number, text } from '../../reports/table.ts';

const DAY_MS = 86_400_000;

const COLUMNS = [
  text('reference', '#meta+id'),
  text('call', '#activity+code'),
  code('state', '#status', 'staff-grants:state.'),
  code('stage', '#status+stage', 'staff-grants:stage.'),
  money('amount_eur', '#value+requested+eur'),
  money('approved_eur', '#value+approved+eur'),
  instant('received_at', '#date+reported'),
  instant('decided_at', '#date+decided'),
  number('days_in_state', '#indicator+days+num'),
];

/** Every application for a grant, of one call or of all, a row each. No names: who applied is known to the adviser alone. */
export const applications = {
  name: 'grants',
  rule: 'export',
  holds: 'rows',
  of: 'offers',
  unfit: (kind) => (kind === 'grant_call' ? null : refuse('only_for_grants')),
  // How many applications are hidden would tell of each: seats are counted before everybody, applications are not (decision 24).
  read: async (line, offer) => {
    const now = line.now().getTime();
    const rows = (await listPipeline(line.database.read, offer?.id ?? null)).map((one) => {
      // Between the two a change of anything counts as one of the state: no more is kept.
      const since = one.state === 'received' ? one.receivedAt : (one.decidedAt ?? one.updatedAt);
      return [
        ...[one.reference, one.call, one.state, one.businessStage, one.amountCents, one.approvedCents],
        ...[one.receivedAt, one.decidedAt],
        Math.max(0, Math.floor((now - since.getTime()) / DAY_MS)),
      ];
    });
    return { columns: COLUMNS, rows };
  },
} as const satisfies ReportOf<'offers'>;
