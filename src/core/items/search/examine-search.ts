import type { Tx } from '../../../db/client.ts';
import { countRebuilding } from '../../../db/queries/items/search.ts';
import type { Finding } from '../../domain/finding.ts';

/** Whether `/line find` misses items, since the index is made anew. */
export async function examineSearch(tx: Tx): Promise<Finding> {
  const left = await countRebuilding(tx);
  return left > 0
    ? {
        level: 'warn',
        about: 'search',
        say: `the index is being made anew by the worker, ${left} items left; until then they are found by their number alone`,
      }
    : { level: 'ok', about: 'search', say: 'the index is whole' };
}
