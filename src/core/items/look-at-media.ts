import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import { type ItemRow, lockItem, lockItemByReference } from '../../db/queries/items/items.ts';
import { readOpenLook } from '../../db/queries/items/media-looks.ts';
import { listMessages, type MessageRow, readMessage } from '../../db/queries/items/messages.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { insertPost } from '../../db/queries/work/slack-posts.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { lacksRole, type StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { seeRow } from './hidden/see-item.ts';
import { openBody } from './search/item-words.ts';

/** So long a file stands in the direct messages of who asked for it. */
const LOOK_MS = 10 * 60_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A resident's file, to be shown to this one person for ten minutes: written down, and its showing and its end owed, in one transaction.
 * A second press while it stands there changes nothing. Refusals: not_found, role_needed, no_files.
 */
export async function lookAtMedia(
  line: Line,
  member: StaffMember | null,
  messageId: string,
): Promise<Result<{ endsAt: Date }>> {
  const lacks = lacksRole(member, 'see_items');
  if (lacks) return lacks;
  if (!UUID.test(messageId)) return refuse('not_found');
  return line.database.transaction(async (tx) => {
    const message = await readMessage(tx, messageId);
    // Held, so that two presses at once are one look.
    const item = message && (await lockItem(tx, message.itemId));
    if (!message || !item || !member || !(await maySeeMediaOf(tx, member, item))) return refuse('not_found');
    if (!(await holdsFile(tx, line, item, message))) return refuse('no_files');
    return done({ endsAt: await oweLook(tx, line, member, message) });
  });
}

/** The same for every file of an item. */
export async function lookAtAllMedia(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<{ endsAt: Date }>> {
  const lacks = lacksRole(member, 'see_items');
  if (lacks) return lacks;
  return line.database.transaction(async (tx) => {
    const item = await lockItemByReference(tx, reference);
    if (!item || !member || !(await maySeeMediaOf(tx, member, item))) return refuse('not_found');
    let endsAt: Date | undefined;
    for (const message of await listMessages(tx, item.id)) {
      if (await holdsFile(tx, line, item, message)) endsAt = await oweLook(tx, line, member, message);
    }
    return endsAt === undefined ? refuse('no_files') : done({ endsAt });
  });
}

/** Asked when the button is pressed, and again before the file goes. */
export async function maySeeMediaOf(tx: Tx, member: StaffMember, item: ItemRow): Promise<boolean> {
  return (await seeRow(tx, member, item)) !== null;
}

async function holdsFile(tx: Tx, line: Line, item: ItemRow, message: MessageRow): Promise<boolean> {
  if (message.direction !== 'in') return false;
  const key = item.keyId === null ? null : await line.keyring.key(tx, item.keyId);
  return openBody(key, message)?.file !== undefined;
}

async function oweLook(tx: Tx, line: Line, member: StaffMember, message: MessageRow): Promise<Date> {
  const now = line.now();
  const open = await readOpenLook(tx, member.id, message.id, now);
  if (open?.endsAt) return open.endsAt;
  const id = randomUUID();
  const endsAt = new Date(now.getTime() + LOOK_MS);
  const { itemId, id: messageId } = message;
  const look = { id, kind: 'look', key: id, itemId, messageId, staffId: member.id, endsAt } as const;
  // Their id until their direct messages are opened.
  await insertPost(tx, { ...look, channel: member.slackUserId, createdAt: now });
  await appendEvents(tx, [
    { kind: 'media_looked_at', itemId, actor: 'staff', staffId: member.id, data: { messageId, lookId: id }, at: now },
  ]);
  await owe(tx, 'show_media', { lookId: id });
  await owe(tx, 'end_look', { lookId: id }, endsAt);
  return endsAt;
}
