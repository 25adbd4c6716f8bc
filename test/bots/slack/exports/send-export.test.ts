import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sendExport } from '../../../../src/bots/slack/exports/exports.ts';
import { openProgress } from '../../../../src/bots/slack/exports/progress.ts';
import { tellCutShort } from '../../../../src/bots/slack/exports/tell-cut-short.ts';
import { foldSurfaces } from '../../../../src/bots/slack/host/fold.ts';
import { file } from '../../../../src/bots/slack/host/listing.ts';
import type { MakeFile, StaffBot } from '../../../../src/bots/slack/surface.ts';
import { SURFACES } from '../../../../src/bots/slack/surfaces.ts';
import { done } from '../../../../src/core/domain/result.ts';
import type { StaffMember } from '../../../../src/core/domain/staff/permissions.ts';
import { beginExport, endExports } from '../../../../src/core/exports/hold-export.ts';
import { loadTexts } from '../../../../src/core/i18n/texts.ts';
import { changeSetting } from '../../../../src/core/settings/change-setting.ts';
import { addStaff } from '../../../../src/core/staff/add-staff.ts';
import { exportDoor } from '../../../../src/run/export-door.ts';
import { count, rows } from '../../../support/rows.ts';
import { until } from '../../../support/until.ts';
import { CHANNELS, type DeliveryTest, startDeliveryTest, submit } from '../deliver-item.ts';

const WORDS = 'izmišljena rečenica';
const DM = 'D0LEAD';
const DAY = { what: 'items', kind: 'all', from: '2020-01-01', to: '2090-01-01', withText: true } as const;
const ASKED = { ...DAY, audience: 'internal', purpose: 'a test' } as const;

const texts = loadTexts();
let home: DeliveryTest;
let exportsDir: string;
let bot: StaffBot;
let lead: StaffMember;

beforeAll(async () => {
  home = await startDeliveryTest();
  exportsDir = join(await mkdtemp(join(tmpdir(), 'exports-')), 'exports');
  await submit(home.line, [{ kind: 'text', text: WORDS }]);
  bot = {
    ...{ line: home.line, texts, log: home.line.log, slack: home.to.slack, exportsDir },
    config: { botToken: 'xoxb-invented', admins: [], channels: CHANNELS },
    standing: async () => ({ standing: 'member', names: null, anew: false }),
    surfaces: foldSurfaces(SURFACES),
  };
  lead = await join_('lead');
});
afterEach(async () => {
  home.slack.posted.length = 0;
  home.slack.calls.length = 0;
  home.slack.files.clear();
  await rows(home.line, 'delete from outbox');
  await rows(home.line, 'delete from exports');
  await rows(home.line, 'delete from settings');
  await rm(exportsDir, { recursive: true, force: true });
});
afterAll(() => home.close());

async function join_(role: 'lead' | 'triage'): Promise<StaffMember> {
  const person = { slackUserId: 'U0LEAD', displayName: 'Sample lead', agency: 'UNDP' as const, roles: [role] };
  const added = await addStaff(home.line, 'console', person);
  if (!added.ok) throw new Error(added.code);
  return added.value;
}

const toThem = () => home.slack.in(DM);
const said = () => toThem().map(({ text }) => text);
const shared = () => toThem().flatMap(({ files }) => (files ? [files] : []));
const leftOnDisk = () => readdir(exportsDir).catch(() => []);
const send = (asked: Parameters<typeof sendExport>[2] = ASKED, as = bot) => sendExport(as, lead, asked, 'Yours.');
const nothingLeft = async () => {
  expect(await leftOnDisk()).toEqual([]);
  expect(await count(home.line, 'exports')).toBe(0);
};
/** One file that is made by the test's own hands. */
const making = (make: MakeFile): StaffBot => ({
  ...bot,
  surfaces: { ...bot.surfaces, file: () => file('items', 'export', make) },
});

test('the file goes to the direct messages of who asked and nowhere else; the message that told of it says so', async () => {
  await send();
  expect(said()[0]).toMatch(/^Made: \*List of items\*, 2020-01-01 to 2090-01-01, internal, CSV, \d kB\./);
  const [[put, dictionary] = []] = shared();
  expect(dictionary?.title).toMatch(/\.json$/);
  expect(put?.title).toMatch(/\.csv$/);
  expect(home.slack.files.get(put?.id ?? '')?.toString()).toContain(WORDS);
  expect(new Set(home.slack.posted.map(({ channel }) => channel))).toEqual(new Set([DM]));
  const first = home.slack.calls.find(({ method }) => method === 'chat.postMessage');
  expect(first?.args.text).toMatch(/^Being made: /);
  await nothingLeft();
});

test('what is being made lies sealed on the disk, for its owner alone', async () => {
  let lay = Buffer.alloc(0);
  let mode = 0;
  home.slack.beforeNext('files.completeUploadExternal', async () => {
    const [name = ''] = await leftOnDisk();
    lay = await readFile(join(exportsDir, name));
    mode = (await stat(join(exportsDir, name))).mode & 0o777;
  });
  await send();
  expect(lay.length).toBeGreaterThan(100);
  expect(lay.toString('latin1')).not.toContain('reference');
  expect(mode).toBe(0o600);
});

test.each(['files.getUploadURLExternal', 'files.completeUploadExternal'])(
  'whoever loses the role before %s gets the refusal and no file',
  async (method) => {
    if (method === 'files.getUploadURLExternal') {
      const lost: MakeFile = async () => {
        await join_('triage');
        return done({ name: 'lost.csv', stream: Readable.from(['a']), remark: '' });
      };
      await send(ASKED, making(lost));
    } else {
      home.slack.beforeNext('files.getUploadURLExternal', async () => {
        await join_('triage');
      });
      await send();
    }
    await join_('lead');
    expect(said()).toEqual([expect.stringMatching(/^Not handed over: .*Your role does not allow this\./)]);
    expect(home.slack.files.size).toBe(0);
    expect(home.slack.calls.some((call) => call.method === 'files.completeUploadExternal')).toBe(false);
    await nothingLeft();
  },
);

test('an answer that was lost is looked for, and the file is there once; a busy Slack is waited for', async () => {
  home.slack.failNext('files.completeUploadExternal', 'lost');
  home.slack.failNext('files.getUploadURLExternal', { retryAfter: 1 });
  await send();
  expect(shared()).toHaveLength(1);
  expect(said()[0]).toMatch(/^Made: /);
});

test('two at once are two, each with its own message and its own file', async () => {
  await Promise.all([send(), send({ ...DAY, what: 'summary' })]);
  expect(shared()).toHaveLength(2);
  expect(said().filter((text) => text.startsWith('Made: '))).toHaveLength(2);
  await nothingLeft();
});

test('of two people who ask at once each has their own file, and one who loses the role meanwhile takes nothing from the other', async () => {
  const person = { slackUserId: 'U0OTHER', displayName: 'Sample other', agency: 'UNDP' as const };
  const other = await addStaff(home.line, 'console', { ...person, roles: ['lead'] });
  if (!other.ok) throw new Error(other.code);
  const lost: MakeFile = async (_, member) => {
    if (member.slackUserId === lead.slackUserId) await join_('triage');
    return done({ name: `of-${member.slackUserId}.csv`, stream: Readable.from(['a']), remark: '' });
  };
  const as = making(lost);
  await Promise.all([send(ASKED, as), sendExport(as, other.value, ASKED, 'Yours.')]);
  await join_('lead');
  expect(said()).toEqual([expect.stringMatching(/^Not handed over: .*Your role does not allow this\./)]);
  const theirs = home.slack.in('D0OTHER');
  expect(theirs[0]?.text).toMatch(/^Made: /);
  expect(theirs.flatMap(({ files }) => files ?? []).map(({ title }) => title)).toEqual(['of-U0OTHER.csv']);
  await nothingLeft();
});

/** `refused`: so many files one after the other. */
const withLink = async (refused = 1) => {
  await changeSetting(home.line, 'publicUrl', 'https://line.invalid/sub');
  for (let file = 0; file < refused; file += 1)
    home.slack.failNext('files.getUploadURLExternal', { code: 'file_upload_size_restricted' });
  await send();
  const path = /<https:\/\/line\.invalid\/sub(\/exports\/[\w-]+)\|/.exec(said()[0] ?? '')?.[1] ?? '';
  return { path, door: exportDoor(() => ({ line: home.line, texts, exportsDir })) };
};

test('what Slack refuses lies ready under a link that works a few times and ends', async () => {
  const { path, door } = await withLink();
  expect(said()[0]).toMatch(/Slack does not take the file\..* 3 times at most.*small file in this conversation\.$/);
  expect(shared().map(([one]) => one?.title)).toEqual([
    expect.stringMatching(/^community-line-items.*datapackage\.json$/),
  ]);
  const token = path.split('/').at(-1) ?? '';
  const [kept] = await rows(home.line, 'select * from exports');
  expect(JSON.stringify(kept)).not.toContain(token);
  const [name = ''] = await leftOnDisk();
  expect((await readFile(join(exportsDir, name))).toString('latin1')).not.toContain('reference');
  for (const left of [3, 2, 1]) {
    const page = await (await door.request(path)).text();
    expect(page).toContain(`${left} times more`);
    const got = await door.request(path, { method: 'POST' });
    expect(got.status).toBe(200);
    expect(got.headers.get('content-disposition')).toMatch(/^attachment; filename="community-line-items-.*\.csv"$/);
    expect(await got.text()).toContain(WORDS);
  }
  for (const method of ['GET', 'POST']) {
    const gone = await door.request(path, { method });
    expect(gone.status).toBe(404);
    expect(await gone.text()).toContain('the file is gone');
  }
  await endExports(home.line, exportsDir);
  await nothingLeft();
});

test('where Slack takes no file at all, the message says that what its columns mean could not come with it', async () => {
  // The file, its dictionary, and that once more alone.
  await withLink(3);
  expect(said()).toEqual([expect.stringMatching(/ 3 times at most.*could not come with it\.$/)]);
  expect(home.slack.files.size).toBe(0);
});

test('of many who press at once nobody has it once too often, and after a day nobody has it', async () => {
  const { path, door } = await withLink();
  const pressed = await Promise.all(Array.from({ length: 6 }, () => door.request(path, { method: 'POST' })));
  expect(pressed.filter(({ status }) => status === 200)).toHaveLength(3);
  await Promise.all(pressed.map((one) => one.arrayBuffer()));
  await rows(home.line, 'update exports set times_left = 3');
  home.advance(24 * 3_600_000 + 1000);
  expect((await door.request(path)).status).toBe(404);
  await endExports(home.line, exportsDir);
  home.advance(-(24 * 3_600_000 + 1000));
  await nothingLeft();
});

test('a link is nothing to somebody who may no longer have the file, and nothing by guessing', async () => {
  const { path, door } = await withLink();
  await join_('triage');
  expect((await door.request(path)).status).toBe(404);
  expect((await door.request(path, { method: 'POST' })).status).toBe(404);
  await join_('lead');
  expect((await door.request(path)).status).toBe(200);
  for (const guessed of ['/exports/x', `/exports/${'A'.repeat(43)}`, `/exports/${'A'.repeat(5000)}`, '/exports/..%2f'])
    expect((await door.request(guessed)).status).toBe(404);
});

test('what is too big for Slack is not sent there; without a public address the command is said instead', async () => {
  await changeSetting(home.line, 'slackFileMegabytes', 0.0001);
  await send();
  expect(home.slack.calls.some(({ method }) => method.startsWith('files.'))).toBe(false);
  expect(said()[0]).toMatch(/no public address/);
  expect(said()[0]).toContain(
    'npm run -s line -- export --what items --from 2020-01-01 --to 2090-01-01 --kind all --for internal --out community-line-items',
  );
  await nothingLeft();
});

test.each([
  ['ENOSPC', /^Not made: .*The disk of the line is full\./],
  ['EIO', /^Not made: .*Something went wrong on our side\./],
])('a file that cannot be written (%s) is said to be none, and nothing is left of it', async (code, words) => {
  const full: MakeFile = async () => {
    async function* half() {
      yield 'half';
      throw Object.assign(new Error('invented'), { code });
    }
    return done({ name: 'half.csv', stream: Readable.from(half()), remark: '' });
  };
  await send(ASKED, making(full));
  expect(said()).toEqual([expect.stringMatching(words)]);
  await nothingLeft();
});

test('the message changes while the file is made, and Slack is asked no more often than every few seconds', async () => {
  const progress = await openProgress(bot, lead.slackUserId, 'first');
  let beats = 0;
  progress.begin(async () => {
    beats += 1;
  });
  for (let row = 0; row < 1000; row += 1) progress.say(`row ${row}`);
  await until(() => said()[0] === 'row 999');
  const edits = home.slack.calls.filter(({ method }) => method === 'chat.update').length;
  expect(edits).toBe(1);
  expect(beats).toBe(1);
  await progress.end('last');
  expect(said()).toEqual(['last']);
});

test('whoever waits for a file whose process died hears so, and its file goes', async () => {
  const made = await beginExport(home.line, exportsDir, lead, 'export');
  await endExports(home.line, exportsDir);
  expect(await count(home.line, 'outbox')).toBe(0);
  await rows(home.line, `update exports set alive_until = now() - interval '1 minute'`);
  await endExports(home.line, exportsDir);
  const [owed] = await rows(home.line, 'select topic, payload from outbox');
  expect(owed).toEqual({ topic: 'export_cut_short', payload: { exportId: made.id } });
  expect(await tellCutShort(home.to, made.id)).toEqual({ kind: 'done' });
  expect(home.slack.in('U0LEAD').map(({ text }) => text)).toEqual([expect.stringContaining('was cut short')]);
  expect(await tellCutShort(home.to, made.id)).toEqual({ kind: 'done' });
  expect(home.slack.in('U0LEAD')).toHaveLength(1);
  await endExports(home.line, exportsDir);
  await nothingLeft();
});
