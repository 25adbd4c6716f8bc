import type { Tx } from '../../../db/client.ts';
import { countSeenByNobody } from '../../../db/queries/items/item-named.ts';
import type { Finding } from '../../domain/finding.ts';

/** Whether there are reports in which everybody who holds `protection` is named: somebody else must be given it. */
export async function examineSight(read: Tx): Promise<Finding> {
  const count = await countSeenByNobody(read);
  return count === 0
    ? { level: 'ok', about: 'reports', say: 'each can be read by somebody' }
    : {
        level: 'bad',
        about: 'reports',
        say: `${count} open can be read by nobody, because all who hold protection are named in them; another must be given it`,
      };
}
