import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SlackClient, slackClient } from '../../../../src/bots/slack/client.ts';
import { standingReader } from '../../../../src/bots/slack/host/standing.ts';
import { type SlackStandIn, startSlackStandIn } from '../../../../src/sandbox/slack/server.ts';

/** Whom Slack says somebody is, over HTTP; the clock is moved by hand, and nothing waits. */
const TOKENS = { botToken: 'xoxb-standing', appToken: 'xapp-standing', signingSecret: 'standing' };
const MINUTE = 60_000;
let slack: SlackStandIn;
let client: SlackClient;
let at = Date.parse('2026-05-04T08:00:00Z');
const now = () => new Date(at);
const pass = (minutes: number): void => {
  at += minutes * MINUTE;
};
let serial = 0;
let ana: string;
let read: ReturnType<typeof standingReader>;
let standing: (id: string) => Promise<string>;

beforeAll(async () => {
  slack = await startSlackStandIn({ ...TOKENS, clock: now, burst: 10_000 });
  slack.control.onCall(({ method }) => {
    if (method === 'users.info') asked += 1;
  });
  client = slackClient({ botToken: TOKENS.botToken, apiUrl: slack.apiUrl });
});
afterAll(() => slack.close());
beforeEach(() => {
  slack.control.clearFaults();
  ana = slack.control.addStaff({ id: `U0ANA${++serial}`, name: 'Ana Primer' }).id;
  read = standingReader(client, now);
  standing = async (id) => (await read(id)).standing;
});

const become = (more: object) => slack.control.addStaff({ id: ana, name: 'Ana Primer', ...more });
/** From now on Slack fails so, as often as it is asked. */
const fail = (kind: string, method = 'users.info') => slack.control.fault({ method, kind, times: 1000 });
const FAILURES = ['429', '500', 'reset', 'answerLost', 'hollow', 'internal_error', 'missing_scope', 'token_revoked'];
let asked = 0;

describe('who somebody is in the workspace', () => {
  it('is a member when Slack says so', async () => {
    expect(await standing(ana)).toBe('member');
  });

  it.each([
    ['a guest of several channels', { is_restricted: true }],
    ['a guest of one channel', { is_restricted: true, is_ultra_restricted: true }],
    ['somebody whom another workspace shares a channel with', { is_stranger: true }],
    ['somebody of another workspace', { team_id: 'T0OTHER' }],
    [
      'somebody of an organisation without our workspace',
      { team_id: 'T0OTHER', enterprise_user: { teams: ['T0MORE'] } },
    ],
    ['a bot', { is_bot: true }],
    ['somebody deactivated', { deleted: true }],
  ])('is not one: %s', async (_, more) => {
    become(more);
    expect(await standing(ana)).toBe('outsider');
  });

  it('is a member when their organisation has our workspace among its own', async () => {
    become({ team_id: 'E0WHOLE', enterprise_user: { teams: ['T0OTHER', 'T0SANDBOX'] } });
    expect(await standing(ana)).toBe('member');
  });

  it('is told with every name that Slack has for a member, once each, and with none of anybody else', async () => {
    become({ real_name: 'Ana Primer Sample', display_name: 'anka' });
    expect(await read(ana)).toEqual({ standing: 'member', names: ['Ana Primer Sample', 'anka'], anew: true });
    become({ display_name: '' });
    expect(await read(ana)).toEqual({ standing: 'member', names: ['Ana Primer Sample', 'anka'], anew: false });
    pass(6);
    expect(await read(ana)).toEqual({ standing: 'member', names: ['Ana Primer'], anew: true });
    become({ is_restricted: true });
    pass(6);
    expect(await read(ana)).toEqual({ standing: 'outsider', names: null, anew: true });
  });

  it('is an outsider when nobody of that id is there', async () => {
    expect(await standing('U0NOBODY')).toBe('outsider');
  });
});

describe('while Slack says nothing', () => {
  it.each(FAILURES)('nobody is let in of whom it never said anything: %s', async (kind) => {
    fail(kind);
    expect(await standing(ana)).toBe('unknown');
    slack.control.clearFaults();
    expect(await standing(ana)).toBe('member');
  });

  it('nobody is let in either when it does not say which workspace is ours, and then asks again', async () => {
    fail('500', 'auth.test');
    expect(await standing(ana)).toBe('unknown');
    slack.control.clearFaults();
    expect(await standing(ana)).toBe('member');
  });

  it.each(FAILURES)(
    'who was a member goes on for half an hour from when it said so, and no longer: %s',
    async (kind) => {
      expect(await standing(ana)).toBe('member');
      fail(kind);
      for (const minutes of [6, 12, 11.9]) {
        pass(minutes);
        expect(await standing(ana)).toBe('member');
      }
      pass(0.1);
      expect(await standing(ana)).toBe('unknown');
      slack.control.clearFaults();
      expect(await standing(ana)).toBe('member');
    },
  );

  it('who was an outsider is not let in', async () => {
    become({ is_restricted: true });
    expect(await standing(ana)).toBe('outsider');
    pass(2);
    fail('500');
    expect(await standing(ana)).toBe('unknown');
  });

  it('whoever became one is not let in by what was said before', async () => {
    expect(await standing(ana)).toBe('member');
    become({ deleted: true });
    pass(6);
    expect(await standing(ana)).toBe('outsider');
    fail('500');
    pass(2);
    expect(await standing(ana)).toBe('unknown');
  });

  it('is waited for no longer than a form can wait: nobody is let in meanwhile', async () => {
    vi.useFakeTimers();
    try {
      const silent = {
        auth: { test: async () => ({ ok: true, team_id: 'T0SANDBOX' }) },
        users: { info: () => new Promise(() => undefined) },
      } as unknown as SlackClient;
      const answer = standingReader(silent, now)(ana);
      await vi.advanceTimersByTimeAsync(3_000);
      expect(await answer).toEqual({ standing: 'unknown', names: null, anew: true });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('what Slack said', () => {
  it('is not asked for again within five minutes, and once for presses at the same time', async () => {
    const before = asked;
    expect(await Promise.all([standing(ana), standing(ana), standing(ana)])).toEqual(['member', 'member', 'member']);
    pass(4.9);
    expect(await standing(ana)).toBe('member');
    expect(asked - before).toBe(1);
  });

  it.each([
    ['made a guest', { is_restricted: true }],
    ['deactivated', { deleted: true }],
    ['moved to another workspace', { team_id: 'T0OTHER' }],
  ])('holds for five minutes: whoever is %s is out by then', async (_, more) => {
    expect(await standing(ana)).toBe('member');
    become(more);
    pass(5);
    expect(await standing(ana)).toBe('outsider');
  });

  it('of an outsider holds for one minute: whoever is made a member is in by then', async () => {
    become({ is_restricted: true });
    expect(await standing(ana)).toBe('outsider');
    become({});
    expect(await standing(ana)).toBe('outsider');
    pass(1);
    expect(await standing(ana)).toBe('member');
  });

  it('of one person says nothing of another', async () => {
    expect(await standing(ana)).toBe('member');
    fail('500');
    expect(await standing(slack.control.addStaff({ name: 'Ben Primer' }).id)).toBe('unknown');
  });
});
