import { listStaff } from '../../db/queries/staff/staff.ts';
import type { Line } from '../line.ts';

/** Somebody who gives others roles. `name`: null while they have not come yet. */
export type RoleGiver = { slackUserId: string; name: string | null };

/** Whom to ask for a role, by name: the admins, and whom the configuration names as one. `asker`, a staff id, is none of them: nobody gives themselves a role. */
export async function listRoleGivers(
  line: Line,
  configured: readonly string[],
  asker: string | undefined,
): Promise<RoleGiver[]> {
  const people = await listStaff(line.database.read);
  const admins = people.filter(({ id, active, roles }) => active && roles.includes('admin') && id !== asker);
  // Whoever has a row is an admin by it, or is none any more.
  const coming = configured.filter((id) => !people.some(({ slackUserId }) => slackUserId === id));
  return [
    ...admins.map(({ slackUserId, displayName }) => ({ slackUserId, name: displayName })),
    ...coming.map((slackUserId) => ({ slackUserId, name: null })),
  ];
}
