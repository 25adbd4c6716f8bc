import { and, asc, desc, eq, inArray, lte, or, sql } from 'drizzle-orm';
import type { Role } from '../../../core/domain/codes.ts';
import type { Tx } from '../../client.ts';
import { roleGrants } from '../../schema/staff/role-grants.ts';

export type RoleGrantRow = typeof roleGrants.$inferSelect;

/** Any number will do as long as every process takes the same one. */
const ROLES_LOCK = 7_411_206;

/** To the end of the transaction nobody else changes who may do what: who is asked, and who approves, is decided on what stands. */
export async function lockRoles(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ROLES_LOCK})`);
}

export async function listRoleGrants(tx: Tx): Promise<RoleGrantRow[]> {
  return tx.select().from(roleGrants).orderBy(asc(roleGrants.askedAt), asc(roleGrants.id));
}

export async function readRoleGrant(tx: Tx, id: string): Promise<RoleGrantRow | null> {
  const [row] = await tx.select().from(roleGrants).where(eq(roleGrants.id, id));
  return row ?? null;
}

/** The row that stands of somebody's role: asked for, or given. */
export async function readStandingGrant(tx: Tx, staffId: string, role: Role): Promise<RoleGrantRow | null> {
  const [row] = await tx
    .select()
    .from(roleGrants)
    .where(
      and(eq(roleGrants.staffId, staffId), eq(roleGrants.role, role), inArray(roleGrants.state, ['asked', 'given'])),
    );
  return row ?? null;
}

/** Whether they were ever given this role, and whatever became of it. */
export async function everGiven(tx: Tx, staffId: string, role: Role): Promise<boolean> {
  const [row] = await tx
    .select({ id: roleGrants.id })
    .from(roleGrants)
    .where(
      and(eq(roleGrants.staffId, staffId), eq(roleGrants.role, role), inArray(roleGrants.state, ['given', 'ended'])),
    )
    .limit(1);
  return row !== undefined;
}

/** Asked for and not decided, by whom or for whom; all of them when nobody is named. */
export async function listAskedGrants(tx: Tx, concerning?: string): Promise<RoleGrantRow[]> {
  return tx
    .select()
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.state, 'asked'),
        concerning === undefined
          ? undefined
          : or(eq(roleGrants.staffId, concerning), eq(roleGrants.askedById, concerning)),
      ),
    )
    .orderBy(asc(roleGrants.askedAt), asc(roleGrants.id));
}

export async function listAskedBefore(tx: Tx, before: Date): Promise<RoleGrantRow[]> {
  return tx
    .select()
    .from(roleGrants)
    .where(and(eq(roleGrants.state, 'asked'), lte(roleGrants.askedAt, before)));
}

export async function insertRoleGrant(tx: Tx, row: typeof roleGrants.$inferInsert): Promise<RoleGrantRow> {
  const [inserted] = await tx.insert(roleGrants).values(row).returning();
  return inserted as RoleGrantRow;
}

export async function updateRoleGrant(
  tx: Tx,
  id: string,
  changes: Partial<typeof roleGrants.$inferInsert>,
): Promise<RoleGrantRow> {
  const [row] = await tx.update(roleGrants).set(changes).where(eq(roleGrants.id, id)).returning();
  return row as RoleGrantRow;
}

/** From whom this role was taken since then, newest first. */
export async function listEndedSince(tx: Tx, role: Role, since: Date): Promise<string[]> {
  const rows = await tx
    .select({ staffId: roleGrants.staffId })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.role, role),
        eq(roleGrants.state, 'ended'),
        sql`${roleGrants.endedAt} >= ${since.toISOString()}`,
      ),
    )
    .orderBy(desc(roleGrants.endedAt));
  return rows.map(({ staffId }) => staffId);
}
