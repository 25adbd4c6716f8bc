import type { Tx } from '../../../db/client.ts';
import { appendEvents } from '../../../db/queries/items/events.ts';
import type { ItemRow } from '../../../db/queries/items/items.ts';
import { readVisibility } from '../../../db/queries/items/visibility.ts';
import { listStaff } from '../../../db/queries/staff/staff.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import { cut } from '../../domain/text/cut.ts';
import { isName } from '../../domain/text/names.ts';
import type { Line } from '../../line.ts';
import { workOnItem } from '../change-item.ts';
import { likelyAmong, sealNamed, takeSight } from './named-people.ts';

const LONGEST_NAME = 120;
const MOST_NAMES = 20;

/** Who is not staff yet, or known by a name alone. */
export type OthersNamed = { slackUserIds: readonly string[]; names: readonly string[] };

/**
 * Whoever is named in a sensitive item never sees it, nor what is linked to it: staff members at once, others when they become staff. A name is sealed with the
 * item; whoever holds `protection` and is likely called so sees it no more until another decides. The name of an excluded staff member is
 * kept too, for a second account of theirs. Refusals: not_found, role_needed, not_sensitive, nobody_named, not_a_name, too_many_names, words_destroyed.
 */
export async function excludeStaff(
  line: Line,
  member: StaffMember | null,
  reference: string,
  staffIds: readonly string[],
  others: OthersNamed = { slackUserIds: [], names: [] },
): Promise<Result<{ itemId: string }>> {
  const exclude = async (tx: Tx, row: ItemRow, by: StaffMember): Promise<Result<{ itemId: string }>> => {
    if (!(await readVisibility(tx, row.id)).sensitive) return refuse('not_sensitive');
    const names = others.names
      .map((name) => cut(name.trim(), LONGEST_NAME, { ending: '' }))
      .filter((name) => name !== '');
    if (names.length > MOST_NAMES) return refuse('too_many_names', { most: MOST_NAMES });
    if (names.some((name) => !isName(name))) return refuse('not_a_name');
    const people = await listStaff(tx);
    const excluded = people.filter(
      ({ id, slackUserId }) => staffIds.includes(id) || others.slackUserIds.includes(slackUserId),
    );
    const unknown = others.slackUserIds.filter((id) => !people.some(({ slackUserId }) => slackUserId === id));
    if (excluded.length + unknown.length + names.length === 0) return refuse('nobody_named');
    const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
    if (key === null && unknown.length + names.length > 0) return refuse('words_destroyed');
    const watched = [...names, ...excluded.map(({ displayName }) => displayName).filter(isName)];
    if (key !== null)
      await sealNamed(tx, row.id, key, [
        ...watched.map((value) => ({ kind: 'name' as const, value })),
        ...unknown.map((value) => ({ kind: 'slack_user' as const, value })),
      ]);
    const certain = excluded.map(({ id }) => id);
    const likely = likelyAmong(people, watched).map(({ id }) => id);
    await appendEvents(tx, [
      {
        kind: 'staff_excluded',
        itemId: row.id,
        actor: 'staff',
        staffId: by.id,
        data: { staffIds: certain, named: unknown.length + names.length },
        at: line.now(),
      },
    ]);
    await takeSight(tx, line, row, { certain, likely });
    return done({ itemId: row.id });
  };
  return workOnItem(line, member, reference, exclude, 'linked');
}
