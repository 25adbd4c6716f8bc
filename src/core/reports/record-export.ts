import { appendEvents } from '../../db/queries/items/events.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';

/** Writes down who takes which figures out, before the first row leaves. */
export async function recordExport(
  line: Line,
  by: StaffMember | 'console',
  taken: { what: string } & Record<string, string | boolean>,
): Promise<void> {
  const actor =
    by === 'console' ? ({ actor: 'system', staffId: null } as const) : ({ actor: 'staff', staffId: by.id } as const);
  await appendEvents(line.database.read, [{ kind: 'export_made', ...actor, data: taken, at: line.now() }]);
}
