import { randomUUID } from 'node:crypto';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { type EnteredItem, enterItem } from '../../src/core/items/taken-in/enter-item.ts';
import { type Submission, type Submitted, submitItem } from '../../src/core/items/taken-in/submit-item.ts';
import type { Line } from '../../src/core/line.ts';

type Body = Omit<Submission['messages'][number], 'handle'>;

/** An invented item without a dialogue before it: an anonymous complaint by Telegram, but for what `changes` say. */
export function submitSample(
  line: Line,
  bodies: readonly Body[] = [{ kind: 'text', text: 'fjalë e shpikur' }],
  changes: Partial<Submission> = {},
): Promise<Submitted> {
  return line.database.transaction((tx) =>
    submitItem(tx, line, {
      submissionKey: randomUUID(),
      kind: 'feedback',
      type: 'complaint',
      municipality: 'zvecan',
      sector: 'public_services',
      language: 'sq',
      channel: 'telegram',
      sensitive: false,
      aboutYou: {},
      messages: bodies.map((body, index) => ({ ...body, handle: String(index + 1) })),
      from: 'anonymous',
      by: { kind: 'system' },
      ...changes,
    }),
  );
}

/** What a person of the staff wrote down of somebody who phoned. */
export async function enterSample(
  line: Line,
  member: StaffMember,
  changes: Partial<EnteredItem> = {},
): Promise<Submitted> {
  const entered = await enterItem(line, member, {
    changeKey: randomUUID(),
    channel: 'phone',
    type: 'complaint',
    municipality: 'zvecan',
    sector: 'health',
    language: 'sq',
    text: 'fjalë e shpikur',
    ...changes,
  });
  if (!entered.ok) throw new Error(entered.code);
  return entered.value;
}
