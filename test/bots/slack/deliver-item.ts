import { slackClient } from '../../../src/bots/slack/client.ts';
import type { Delivery } from '../../../src/bots/slack/deliver/context.ts';
import type { MessageBody } from '../../../src/core/domain/message-body.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import type { Submitted } from '../../../src/core/items/taken-in/submit-item.ts';
import { addStaff } from '../../../src/core/staff/add-staff.ts';
import { submitSample } from '../../support/items.ts';
import { makeTestLine, type TestLine } from '../../support/line.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { makeResident } from '../../support/resident.ts';
import { rows } from '../../support/rows.ts';
import { type DeliverySlack, startDeliverySlack } from './deliver-slack.ts';

export const CHANNELS = { main: 'C0MAIN', sensitive: 'C0SENS', leads: 'C0LEAD' };

export type DeliveryTest = {
  to: Delivery;
  slack: DeliverySlack;
  line: TestLine;
  advance(ms: number): void;
  close(): Promise<void>;
};

/** A line on a database of its own, with Slack beside it. */
export async function startDeliveryTest(): Promise<DeliveryTest> {
  const database = await createTestDatabase();
  const clock = { ahead: 0 };
  const line = await makeTestLine({ url: database.url, now: () => new Date(Date.now() + clock.ahead) });
  const slack = await startDeliverySlack();
  const to: Delivery = {
    slack: slackClient({ botToken: 'xoxb-test', apiUrl: slack.apiUrl }),
    line,
    channels: CHANNELS,
  };
  return {
    to,
    slack,
    line,
    advance: (ms) => {
      clock.ahead += ms;
    },
    close: async () => {
      await slack.close();
      await line.close();
      await database.drop();
    },
  };
}

/** An invented staff member. */
export async function makeStaff(line: TestLine): Promise<StaffMember> {
  const added = await addStaff(line, 'console', {
    slackUserId: 'U0ANA',
    displayName: 'Ana Primer',
    agency: 'UNDP',
    roles: ['triage', 'protection'],
  });
  if (!added.ok) throw new Error(added.code);
  return added.value;
}

/** An invented item in the line. */
export async function submit(
  line: TestLine,
  bodies: MessageBody[],
  changes: { sensitive?: boolean; sector?: 'health'; known?: boolean; kind?: 'enquiry' | 'registration' } = {},
): Promise<Submitted> {
  const submitted = await submitSample(line, bodies, {
    sector: changes.sector ?? 'public_services',
    language: 'sr-Latn',
    sensitive: changes.sensitive ?? false,
    from: changes.known ? 'entered_by_staff' : 'anonymous',
  });
  if (changes.known) {
    const resident = makeResident(line);
    await resident.agree();
    await rows(
      line,
      `update items set resident_id = (select r.id from residents r
          order by exists (select from items i where i.resident_id = r.id), r.created_at desc limit 1),
        told_by_staff = false, kind = '${changes.kind ?? 'feedback'}' where id = '${submitted.itemId}'`,
    );
  }
  return submitted;
}
