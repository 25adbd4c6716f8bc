import { slackClient } from '../../src/bots/slack/client.ts';
import { CALL_EVENT } from '../../src/bots/slack/deliver/call-in-danger.ts';
import type { Delivery } from '../../src/bots/slack/deliver/context.ts';
import type { Role, Safety } from '../../src/core/domain/codes.ts';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import type { Submitted } from '../../src/core/items/taken-in/submit-item.ts';
import { addStaff } from '../../src/core/staff/add-staff.ts';
import { beginUrgent } from '../../src/db/queries/work/outbox.ts';
import { perform } from '../../src/queue/workers.ts';
import { jobHandlers } from '../../src/run/handlers.ts';
import { type SlackStandIn, startSlackStandIn } from '../../src/sandbox/slack/server.ts';
import { submitSample } from '../support/items.ts';
import { makeTestLine, type TestLine } from './line.ts';
import { createTestDatabase } from './postgres.ts';

const RESTRICTED = 'C0SENSITIVE1';
const CHANNELS = { main: 'C0MAIN00001', sensitive: RESTRICTED, leads: 'C0LEADS0001' };
const TOKENS = { botToken: 'xoxb-danger', appToken: 'xapp-danger', signingSecret: 'danger' };

/** Protection staff with the Slack stand-in beside them, on a clock that the test moves. */
export async function openDangerDesk(start = '2026-03-02T22:00:00Z') {
  let at = new Date(start);
  const now = () => at;
  const database = await createTestDatabase();
  const line: TestLine = await makeTestLine({ url: database.url, now });
  const slack: SlackStandIn = await startSlackStandIn({ ...TOKENS, clock: now, burst: 10_000 });
  for (const [name, id] of Object.entries(CHANNELS))
    slack.control.addChannel({ id, name, private: true, botIsMember: true });
  const delivery: Delivery = {
    slack: slackClient({ botToken: TOKENS.botToken, apiUrl: slack.apiUrl }),
    line,
    channels: CHANNELS,
  };
  const nobody = { deliver: async () => ({ kind: 'done' }), fetchMedia: async () => null } as never;
  const options = {
    database: line.database,
    handlers: jobHandlers(delivery, nobody, async () => []),
    holds: { during: <T>(_row: unknown, work: () => Promise<T>) => work(), stop: async () => {} },
    ...{ now, log: line.log, random: () => 0 },
  };
  let people = 0;
  return {
    line,
    slack: slack.control,
    delivery,
    now,
    pass: (minutes: number) => {
      at = new Date(at.getTime() + minutes * 60_000);
    },
    /** Invented, with an account in Slack unless that is what is missing. */
    async staff(
      roles: Role[],
      { inSlack = true, ...standing }: { inSlack?: boolean; is_restricted?: boolean; deleted?: boolean } = {},
    ): Promise<StaffMember> {
      people += 1;
      const slackUserId = `U0DANGER${people}`;
      if (inSlack) slack.control.addStaff({ id: slackUserId, name: `Sample ${people}`, ...standing });
      const added = await addStaff(line, 'sample', {
        ...{ slackUserId, displayName: `Sample ${people}`, agency: 'OHCHR' as const, roles },
      });
      if (!added.ok) throw new Error(added.code);
      return added.value;
    },
    report: (safety: Safety | null, from: 'anonymous' | 'entered_by_staff' = 'anonymous'): Promise<Submitted> =>
      submitSample(line, [{ kind: 'text', text: 'fjalëtshpikura' }], {
        type: 'sensitive_report',
        sector: 'rights_and_safety',
        channel: from === 'anonymous' ? 'telegram' : 'phone',
        sensitive: true,
        safety,
        from,
      }),
    /** Does all urgent work that has come due by now, and what follows from it at once. Retries wait for their time. */
    async work(): Promise<void> {
      for (;;) {
        const rows = await line.database.transaction((tx) => beginUrgent(tx, now(), 50, 60));
        if (rows.length === 0) return;
        for (const row of rows) await perform(options, row);
      }
    },
    /** A worker begins all that is due and is killed: what it did stands, and no row of it is settled. */
    async workAndDie(): Promise<void> {
      const rows = await line.database.transaction((tx) => beginUrgent(tx, now(), 50, 0));
      const handlers = options.handlers as unknown as Record<
        string,
        (payload: object, job: object) => Promise<unknown>
      >;
      for (const row of rows) await handlers[row.topic]?.(row.payload, { attempt: 1 });
    },
    calls: {
      inChannel: () => slack.control.messages(RESTRICTED).filter((one) => one.metadata?.event_type === CALL_EVENT),
      to: (member: StaffMember) =>
        slack.control.directMessages(member.slackUserId).filter((one) => one.metadata?.event_type === CALL_EVENT),
    },
    cards: () => slack.control.messages(RESTRICTED).filter((one) => one.metadata?.event_type === 'community_line_item'),
    close: async () => {
      await slack.close();
      await line.close();
      await database.drop();
    },
  };
}
export type DangerDesk = Awaited<ReturnType<typeof openDangerDesk>>;
