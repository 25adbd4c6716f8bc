import type { Tx } from '../../db/client.ts';
import {
  listEndedSince,
  listRoleGrants,
  type RoleGrantRow,
  readRoleGrant,
} from '../../db/queries/staff/role-grants.ts';
import { readStaffByIds, type StaffRow } from '../../db/queries/staff/staff.ts';
import { oweMany } from '../../db/queries/work/outbox.ts';
import type { Role } from '../domain/codes.ts';
import { owed } from '../domain/owed.ts';
import { approversOf, isGuarded, lapsesAt } from '../domain/staff/roles.ts';
import type { Line } from '../line.ts';
import { listHolders } from './holders.ts';

/** What is told of a role: what became of it. */
export type RoleNews = 'asked' | 'given' | 'refused' | 'lapsed' | 'withdrawn' | 'ended';

const DAY_MS = 86_400_000;
/** Who held `protection` until lately is told too: somebody may have taken it to give it to others. */
const STILL_TOLD_DAYS = 30;

/**
 * Tells, each by a direct message, all who hold `protection` or held it lately, who may decide, who asked and whom it is about. Of a role that nobody
 * need approve only what the command line or the configuration gave is told, and of taking away only `protection` and `admin`.
 */
export async function oweRoleNotices(tx: Tx, line: Line, grant: RoleGrantRow, news: RoleNews): Promise<void> {
  if (!isGuarded(grant.role) && news !== 'given') return;
  const people = await listHolders(tx);
  const holding = people.filter(({ roles }) => roles.includes('protection')).map(({ id }) => id);
  const lately = await listEndedSince(tx, 'protection', new Date(line.now().getTime() - STILL_TOLD_DAYS * DAY_MS));
  const deciding = news === 'asked' ? approversOf(grant, people, await listRoleGrants(tx), line.now()) : [];
  const admins = people.filter(({ roles }) => roles.includes('admin')).map(({ id }) => id);
  const told = new Set([
    ...holding,
    ...lately,
    ...deciding,
    // Somebody must know also where nobody else holds it.
    ...(holding.every((id) => id === grant.staffId) || grant.role === 'admin' ? admins : []),
    ...(grant.askedById !== null && news !== 'asked' ? [grant.askedById] : []),
    ...(news === 'given' || news === 'ended' ? [grant.staffId] : []),
  ]);
  await oweMany(
    tx,
    [...told].map((staffId) => owed('role_notice', { grantId: grant.id, staffId, news })),
  );
}

export type RoleNotice = {
  grantId: string;
  news: RoleNews;
  role: Role;
  to: { slackUserId: string };
  person: Pick<StaffRow, 'slackUserId' | 'displayName'>;
  /** Null: the command line, the configuration, or nobody knows who. */
  askedBy: Pick<StaffRow, 'slackUserId' | 'displayName'> | null;
  by: Pick<StaffRow, 'slackUserId' | 'displayName'> | null;
  lapsesAt: Date;
  /** Whether they are asked to decide, and nobody has yet. */
  decides: boolean;
};

/** What a notice says, read when it is sent. Null when there is nobody to tell any more. */
export async function readRoleNotice(
  line: Line,
  owed: { grantId: string; staffId: string; news: string },
): Promise<RoleNotice | null> {
  const { read } = line.database;
  const grant = await readRoleGrant(read, owed.grantId);
  if (!grant) return null;
  const ids = [owed.staffId, grant.staffId, grant.askedById, grant.decidedById, grant.endedById].filter(
    (id) => id !== null,
  );
  const people = new Map((await readStaffByIds(read, ids)).map((row) => [row.id, row]));
  const [to, person] = [people.get(owed.staffId), people.get(grant.staffId)];
  if (!to || !person) return null;
  const news = owed.news as RoleNews;
  const approvers =
    grant.state === 'asked' ? approversOf(grant, await listHolders(read), await listRoleGrants(read), line.now()) : [];
  return {
    grantId: grant.id,
    news,
    role: grant.role,
    to,
    person,
    askedBy: people.get(grant.askedById ?? '') ?? null,
    by: people.get((news === 'ended' ? grant.endedById : grant.decidedById) ?? '') ?? null,
    lapsesAt: lapsesAt(grant.askedAt),
    decides: news === 'asked' && approvers.includes(to.id),
  };
}
