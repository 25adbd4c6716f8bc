import type { Tx } from '../../db/client.ts';
import { owe } from '../../db/queries/work/outbox.ts';

/**
 * The menu beside the chat is to be in their language, or to be taken away: after a quick exit nothing there says in which language
 * somebody spoke to us. It comes back with the next /start.
 */
export const oweMenu = (tx: Tx, residentId: string, as: 'shown' | 'hidden'): Promise<void> =>
  owe(tx, 'chat_menu', { residentId, as });
