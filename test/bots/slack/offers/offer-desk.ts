import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join as joined } from 'node:path';
import { createSlackApp } from '../../../../src/bots/slack/app.ts';
import { slackClient } from '../../../../src/bots/slack/client.ts';
import type { Delivery } from '../../../../src/bots/slack/deliver/context.ts';
import type { Role } from '../../../../src/core/domain/codes.ts';
import type { StaffMember } from '../../../../src/core/domain/staff/permissions.ts';
import { loadTexts } from '../../../../src/core/i18n/texts.ts';
import { addStaff } from '../../../../src/core/staff/add-staff.ts';
import type { View } from '../../../../src/sandbox/slack/state.ts';
import { asReadOnTelegram } from '../../../support/as-read.ts';
import { makeTestLine } from '../../../support/line.ts';
import { PATIENCE_MS } from '../../../support/patience.ts';
import { createTestDatabase } from '../../../support/postgres.ts';
import { openSlack, TOKENS } from '../../../support/slack-stand-in.ts';
import { throughDoor } from '../../../support/through-door.ts';

export const CHANNEL = 'C0MAIN';
/** Invented. */
export const PEOPLE = { lead: 'U0LEAD', triage: 'U0TRIAGE', protection: 'U0PROTECT', stranger: 'U0STRANGER' } as const;
export type Who = (typeof PEOPLE)[keyof typeof PEOPLE];

export const shownIn = (view: View | null): string => JSON.stringify(view?.blocks ?? []);

/** A line of its own with Slack beside it over HTTP, and staff who act in people's terms. */
export async function openDesk() {
  const database = await createTestDatabase();
  const clock = { ahead: 0 };
  const line = await makeTestLine({ url: database.url, now: () => new Date(Date.now() + clock.ahead) });
  const slack = await openSlack({ burst: 10_000 });
  const { botToken, signingSecret } = TOKENS;
  const channels = { main: CHANNEL, sensitive: 'C0SENS' };
  const texts = loadTexts();
  const exportsDir = joined(await mkdtemp(joined(tmpdir(), 'exports-')), 'exports');
  const app = createSlackApp({
    line,
    exportsDir,
    texts,
    asRead: asReadOnTelegram(texts),
    log: line.log,
    config: { botToken, signingSecret, apiUrl: slack.apiUrl, admins: [], channels },
  });
  const server = createServer(throughDoor(() => app.door));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack.setEventsUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  const { control } = slack;
  for (const id of Object.values(PEOPLE)) control.addStaff({ id, name: `Sample ${id}` });
  for (const id of Object.values(channels))
    control.addChannel({ id, name: id.toLowerCase(), members: Object.values(PEOPLE), botIsMember: true });
  const join = async (slackUserId: Who, roles: Role[]): Promise<StaffMember> => {
    const person = { slackUserId, displayName: `Sample ${roles.join()}`, agency: 'UNDP' as const, roles };
    const added = await addStaff(line, 'console', person);
    if (!added.ok) throw new Error(added.code);
    return added.value;
  };
  const staff = {
    lead: await join(PEOPLE.lead, ['lead']),
    triage: await join(PEOPLE.triage, ['triage']),
    protection: await join(PEOPLE.protection, ['protection']),
  };
  return {
    line,
    databaseUrl: database.url,
    exportsDir,
    config: { botToken, apiUrl: slack.apiUrl },
    slack: control,
    staff,
    to: { slack: slackClient({ botToken, apiUrl: slack.apiUrl }), line, channels } satisfies Delivery,
    advance: (ms: number) => {
      clock.ahead += ms;
    },
    seen: (who: Who, part: string | RegExp, what = `a modal with ${part}`) =>
      control.waitForView(
        who,
        (view) => (typeof part === 'string' ? shownIn(view).includes(part) : part.test(shownIn(view))),
        {
          timeoutMs: PATIENCE_MS,
          what,
        },
      ),
    form: (who: Who, name: string) =>
      control.waitForView(who, (view) => view.callback_id === name, {
        timeoutMs: PATIENCE_MS,
        what: `the form ${name}`,
      }),
    /** A `/line` command; gives what only the asker sees. */
    ask: async (who: Who, text: string) => {
      const before = control.ephemerals(who).length;
      await control.slash(who, CHANNEL, '/line', text);
      return control
        .waitForEphemeral(who, () => control.ephemerals(who).length > before)
        .then(() => {
          const last = control.ephemerals(who).at(-1);
          if (!last) throw new Error('nothing was answered');
          return last;
        });
    },
    leave: async (who: Who) => {
      while (control.currentView(who)) await control.closeView(who);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await slack.close();
      await rm(dirname(exportsDir), { recursive: true, force: true });
      await line.close();
      await database.drop();
    },
  };
}
export type OfferDesk = Awaited<ReturnType<typeof openDesk>>;
