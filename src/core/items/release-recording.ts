import { appendEvents } from '../../db/queries/events.ts';
import type { MessageBody } from '../domain/message-body.ts';
import type { StaffMember } from '../domain/permissions.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';
import { showItem } from './show-item.ts';

/** The resident's files in an item, to be handed to this one person; written down before. Refusals: not_found, no_files. */
export async function releaseRecording(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<NonNullable<MessageBody['file']>[]>> {
  const shown = await showItem(line, member, reference);
  if (!shown.ok) return shown;
  const files = shown.value.messages
    .filter((message) => message.direction === 'in')
    .flatMap((message) => message.body?.file ?? []);
  if (files.length === 0) return refuse('no_files');
  await appendEvents(line.database.read, [
    {
      kind: 'recording_sent_to_staff',
      itemId: shown.value.item.id,
      actor: 'staff',
      staffId: member?.id ?? null,
      data: { files: files.length },
      at: line.now(),
    },
  ]);
  return done(files);
}
