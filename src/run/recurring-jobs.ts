import { ACTIVITIES } from '../core/activities.ts';
import { sealActs } from '../core/audit/seal-acts.ts';
import type { Channels } from '../core/channel/channels.ts';
import type { Finding } from '../core/domain/finding.ts';
import { endExports } from '../core/exports/hold-export.ts';
import { tellFaults } from '../core/faults/tell-faults.ts';
import { applyRetention } from '../core/forgetting/apply-retention.ts';
import { escalateOverdue } from '../core/items/escalate-overdue.ts';
import { oweForgottenCards } from '../core/items/owe-forgotten-cards.ts';
import { indexPending } from '../core/items/search/search-index.ts';
import { oweEndOfLooks } from '../core/looks/media-looks.ts';
import { settleRootKeys } from '../core/privacy/rotate-keys.ts';
import { oweMondayFigures } from '../core/reports/owe-monday-figures.ts';
import { mixRows } from '../core/residents/mix-rows.ts';
import { lapseRoleRequests } from '../core/staff/lapse-role-requests.ts';
import type { RecurringJob } from '../queue/recurring.ts';
import type { Foundation } from './foundation.ts';

/** What comes round, once a period across all processes. */
export function recurringJobs(
  { line, replayTombstones, exportsDir }: Pick<Foundation, 'line' | 'replayTombstones' | 'exportsDir'>,
  channels: Pick<Channels, 'resayPrompts'>,
  examineServices: () => Promise<Finding[]>,
): RecurringJob[] {
  const job = (name: string, everySeconds: number, work: () => Promise<unknown>): RecurringJob => ({
    name,
    everySeconds,
    run: async () => {
      await work();
    },
  });
  return [
    job('resay-prompts', 20, () => channels.resayPrompts()),
    job('index-words', 10, () => indexPending(line)),
    job('escalate-overdue', 300, () => escalateOverdue(line)),
    ...ACTIVITIES.flatMap(({ recurring = [] }) =>
      recurring.map(({ name, everySeconds, run }) => job(name, everySeconds, () => run(line))),
    ),
    job('owe-forgotten-cards', 900, () => oweForgottenCards(line)),
    job('lapse-role-requests', 300, () => lapseRoleRequests(line)),
    job('owe-end-of-looks', 60, () => oweEndOfLooks(line)),
    job('owe-monday-figures', 300, () => oweMondayFigures(line)),
    job('tell-faults', 900, async () => tellFaults(line, await examineServices())),
    job('seal-acts', 900, () => sealActs(line)),
    job('end-exports', 60, () => endExports(line, exportsDir)),
    job('apply-retention', 3600, () => applyRetention(line)),
    job('mix-rows', 3600, () => mixRows(line)),
    job('replay-tombstones', 300, replayTombstones),
    job('settle-root-keys', 300, () => settleRootKeys(line.database, line.keyring)),
  ];
}
