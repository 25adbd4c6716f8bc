import { appendEvents, listLastTold } from '../../db/queries/items/events.ts';
import { lockRoles } from '../../db/queries/staff/role-grants.ts';
import { readStaffByIds } from '../../db/queries/staff/staff.ts';
import { oweMany } from '../../db/queries/work/outbox.ts';
import { type Finding, isBroken } from '../domain/finding.ts';
import { owed } from '../domain/owed.ts';
import type { Line } from '../line.ts';
import { listHolders } from '../staff/holders.ts';

const named = (findings: readonly Finding[], which: (finding: Finding) => boolean) =>
  new Set(findings.filter(which).map(({ about }) => about));

/**
 * Owes every admin word of what the doctor finds broken in the services, once until it is whole again; what may pass by itself is not told.
 * What could not be looked at is as it was.
 */
export async function tellFaults(line: Line, findings: readonly Finding[]): Promise<void> {
  const [broken, whole] = [named(findings, isBroken), named(findings, ({ level }) => level === 'ok')];
  await line.database.transaction(async (tx) => {
    await lockRoles(tx);
    const told = await listLastTold(tx, ['fault_told', 'fault_over']);
    const isTold = (about: string) => told.get(about) === 'fault_told';
    const fresh = [...broken].filter((about) => !isTold(about));
    const over = [...whole].filter((about) => isTold(about) && !broken.has(about));
    const fact = (kind: 'fault_told' | 'fault_over') => (about: string) =>
      ({ kind, actor: 'system', data: { about }, at: line.now() }) as const;
    await appendEvents(tx, [...fresh.map(fact('fault_told')), ...over.map(fact('fault_over'))]);
    if (fresh.length === 0) return;
    const admins = (await listHolders(tx)).filter(({ roles }) => roles.includes('admin'));
    await oweMany(
      tx,
      admins.map(({ id }) => owed('fault_notice', { staffId: id })),
    );
  });
}

/** Whom a notice is for, by their id in Slack; null where they are no admin any more. */
export async function adminToTell(line: Line, staffId: string): Promise<string | null> {
  const [row] = await readStaffByIds(line.database.read, [staffId]);
  return row?.active && row.roles.includes('admin') ? row.slackUserId : null;
}
