import { dropLateCalls } from '../../../db/queries/residents/deliveries.ts';
import { oweMany } from '../../../db/queries/work/outbox.ts';
import { owed } from '../../domain/owed.ts';
import type { Line } from '../../line.ts';

/** A reminder that nobody told in time is no call to make any more: its session has begun. For a recurring job. Returns of how many items. */
export const endCalls = (line: Line): Promise<number> =>
  line.database.transaction(async (tx) => {
    const items = await dropLateCalls(tx, line.now());
    await oweMany(
      tx,
      items.map((itemId) => owed('card', { itemId })),
    );
    return items.length;
  });
