import { cp, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localParts } from '../../src/core/domain/time/local-time.ts';
import { SETTING_NAMES, Settings } from '../../src/core/settings/settings.ts';
import { enterSample } from '../support/items.ts';
import { openTestLine, TEST_DATA_KEY, type TestLine } from '../support/line.ts';
import { count, row } from '../support/rows.ts';
import { type Ran, runCli, runCliOf, runCliUnread } from '../support/run-cli.ts';
import { sampleRecording } from '../support/sample-recording.ts';
import { makeStaff } from '../support/staff.ts';

const ROOT = join(import.meta.dirname, '../..');
let line: TestLine;
let folder: string;
beforeAll(async () => {
  line = await openTestLine();
  folder = await mkdtemp(join(tmpdir(), 'community-line-cli-'));
});
afterAll(async () => {
  await line.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (...words: string[]) => runCli(words, settings());
const settings = () => ({ DATABASE_URL: line.url, DATA_DIR: folder, DATA_KEY: TEST_DATA_KEY.toString('base64') });

/** One line on standard error, and no more. */
function expectRefused(ran: Ran, sentence: RegExp) {
  expect(ran.err).toMatch(sentence);
  expect(ran.err.trim().split('\n')).toHaveLength(1);
  expect(ran.code).toBe(1);
}
async function entered(words: string): Promise<string> {
  const staff = await makeStaff(line, ['triage']);
  return (await enterSample(line, staff, { type: 'question', text: words })).reference;
}

const COMMANDS = [
  [],
  ['start'],
  ['migrate'],
  ['seed'],
  ['export'],
  ['doctor'],
  ['staff'],
  ['staff', 'add'],
  ['staff', 'remove'],
  ['staff', 'list'],
  ['locales'],
  ['locales', 'check'],
  ['locales', 'export'],
  ['locales', 'import'],
  ['locales', 'delete'],
  ['locales', 'readers'],
  ['locales', 'approve'],
  ['locales', 'voice'],
  ['keys'],
  ['keys', 'rotate'],
  ['forget'],
  ['settings'],
  ['settings', 'list'],
  ['settings', 'set'],
  ['offers'],
  ['offers', 'import'],
  ['offers', 'list'],
  ['offers', 'template'],
  ['chat'],
];

describe('wrong usage', () => {
  it.concurrent.each([
    [['no-such-command']],
    [['export', '--what', 'everything']],
    [['export', '--what', 'items']],
    [['export', '--what', 'items', '--from', '2026-01-01', '--to', '2026-01-31', '--out', '-', '--format', 'doc']],
    [['export', '--what', 'participants', '--out', '-']],
    [['export', '--what', 'attendance', '--offer', 'T-000000', '--out', '-', '--format', 'csv']],
    [['start', '--only', 'half']],
    [['staff', 'add', 'U0ANA', '--name', 'Ana', '--agency', 'NATO', '--role', 'triage']],
    [['staff', 'add', 'U0ANA', '--name', 'Ana', '--agency', 'WHO', '--role', 'king']],
    [['staff', 'remove']],
    [['forget', 'F-000000']],
    [['locales', 'export', '--lang', 'fr', '--out', '-']],
    [['settings', 'set', 'referralHours']],
    [['staff']],
    [['list', '--nonsense']],
  ])('%j ends with 2 and says how it is used', async (words) => {
    const ran = await run(...words);
    expect(ran.code).toBe(2);
    expect(ran.err).not.toBe('');
    expect(ran.out).toBe('');
  });
});

describe('help', () => {
  it.concurrent.each(COMMANDS.map((words) => ['line', ...words].join(' ')))(
    'of "%s" ends with 0 and needs no setting',
    async (command) => {
      const ran = await runCli([...command.split(' ').slice(1), '--help'], { PORT: 'broken' });
      expect(ran).toEqual({ code: 0, err: '', out: expect.stringMatching(/^Usage: line/) });
    },
  );
});

it('settings set says in its help every name, with a value that it takes', async () => {
  const { out } = await runCli(['settings', 'set', '--help']);
  const shown = [...out.matchAll(/^ {2}settings set (\w+) '(.+)'$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  expect(shown.map(([name]) => name)).toEqual([...SETTING_NAMES]);
  for (const [name, value] of shown)
    expect(Settings.shape[name as keyof Settings].safeParse(JSON.parse(value ?? '')).success).toBe(true);
});

describe('a pipe that closes early is no error', () => {
  it.concurrent.each([
    ['settings list'],
    ['staff list'],
    ['locales check'],
    ['locales export --lang sq --out -'],
    ['export --what items --from 2020-01-01 --to 2030-12-31 --out -'],
    ['export --help'],
  ])('%s | true', async (command) => {
    expect(await runCliUnread(command.split(' '), settings())).toEqual({ code: 0, out: '0\n', err: '' });
  });
});

describe('refusals', () => {
  it('bad settings are all named in one line, without a value', async () => {
    const ran = await runCli(['staff', 'list'], {
      DATABASE_URL: 'mysql://secret-zq',
      PORT: 'secret-zq',
      DATA_KEY: 'secret-zq',
    });
    expectRefused(ran, /DATABASE_URL.*DATA_KEY.*PORT|DATABASE_URL.*PORT.*DATA_KEY/);
    expect(ran.err + ran.out).not.toContain('zq');
    const started = await runCli(['start'], { NODE_ENV: 'production', TELEGRAM_BOT_TOKEN: 'secret-zq' });
    expectRefused(started, /TELEGRAM_BOT_TOKEN.*SLACK_BOT_TOKEN.*DATABASE_URL/);
    expect(started.err + started.out).not.toContain('zq');
  });

  it('a DATA_KEY of another database is refused', async () => {
    const ran = await runCli(['staff', 'list'], { ...settings(), DATA_KEY: Buffer.alloc(32, 9).toString('base64') });
    expectRefused(ran, /DATA_KEY is not the key of this database/);
  });

  it('a server that does not answer is said so, without its address', async () => {
    const ran = await runCli(['migrate'], { ...settings(), DATABASE_URL: 'postgres://line:pass-zq@127.0.0.1:1/line' });
    expectRefused(ran, /does not answer/);
    expect(ran.err).not.toContain('zq');
  });

  it.concurrent.each([
    [['export', '--what', 'participants', '--offer', 'T-000000', '--out', '-'], /no offer of this code/],
    [['export', '--what', 'items', '--from', '2026-02-30', '--to', '2026-03-01', '--out', '-'], /the day must exist/],
    [
      ['export', '--what', 'summary', '--from', '2026-03-02', '--to', '2026-03-01', '--out', '-'],
      /ends before it begins/,
    ],
    [['staff', 'add', 'ana', '--name', 'Ana', '--agency', 'WHO', '--role', 'triage'], /begins with U or W/],
    [['staff', 'remove', 'U0NOBODY'], /Nobody with this Slack user id/],
    [['settings', 'set', 'referralHours', 'soon'], /not JSON/],
    [['settings', 'set', 'referralHours', '-1'], /does not fit/],
    [['settings', 'set', 'constructor', '1'], /no setting of this name/],
    [['forget', 'F-000001', '--yes'], /no reference|no such item/],
    [['forget', 'hello', '--yes'], /no reference/],
    [
      ['keys', 'rotate', '--new-data-key-file', '/nowhere/at-all'],
      /^\/nowhere\/at-all: there is no such file or folder/,
    ],
    [['keys', 'rotate', '--new-data-key-file', ROOT], new RegExp(`^${ROOT}: it is a folder`)],
    [['offers', 'import', '/nowhere/offers.xlsx'], /nowhere.offers.xlsx/],
    [['locales', 'import', '--lang', 'sq', '/nowhere/sq.csv'], /^\/nowhere\/sq.csv: There is no such file/],
    [['locales', 'export', '--lang', 'sq', '--out', '/nowhere/sq.csv'], /^\/nowhere\/sq.csv: there is no such file/],
    [['offers', 'template', '/nowhere/new.xlsx'], /nowhere.new.xlsx/],
  ])('%j ends with 1 and one line', async (words, sentence) => {
    const ran = await run(...words);
    expectRefused(ran, sentence);
    expect(ran.out).toBe('');
  });

  it('an export that cannot be written ends with 1', async () => {
    const out = join(folder, 'no-such-folder', 'items.csv');
    const ran = await run('export', '--what', 'items', '--from', '2026-01-01', '--to', '2026-01-31', '--out', out);
    expectRefused(ran, /there is no such folder/);
    expect(ran.err).toContain(out);
  });
});

describe('commands', () => {
  it('migrate brings an up-to-date database up to date', async () => {
    expect(await run('migrate')).toEqual({ code: 0, out: 'The database is up to date.\n', err: '' });
  });

  it('staff are added, changed, listed and removed', async () => {
    const added = await run(
      'staff',
      'add',
      'U0CLI',
      '--name',
      'Cli Sample',
      '--agency',
      'WHO',
      '--role',
      'triage',
      'lead',
      'lead',
    );
    expect(added).toEqual({ code: 0, out: 'U0CLI may now: triage, lead.\n', err: '' });
    expect(
      (await run('staff', 'add', 'U0CLI', '--name', 'Cli Sample', '--agency', 'UNDP', '--role', 'admin')).code,
    ).toBe(0);
    expect((await run('staff', 'list')).out).toContain('U0CLI\tCli Sample\tUNDP\tadmin\t\n');
    expect((await run('staff', 'remove', 'U0CLI')).out).toBe('U0CLI was removed. Items free again: 0.\n');
    expect((await run('staff', 'list')).out).toContain('U0CLI\tCli Sample\tUNDP\t\tremoved\n');
    expectRefused(await run('staff', 'remove', 'U0CLI'), /Nobody/);
  });

  it('settings are listed and set, and hold', async () => {
    expect((await run('settings', 'list')).out).toContain('referralHours 72\n');
    expect(await run('settings', 'set', 'referralHours', '48')).toEqual({
      code: 0,
      out: 'referralHours is set.\n',
      err: '',
    });
    expect((await run('settings', 'list')).out).toContain('referralHours 48\n');
    expect((await line.settings()).referralHours).toBe(48);
  });

  it('an export goes to a file that only its owner reads, and the same to standard output', async () => {
    await entered('fjalë për listën');
    const today = localParts(new Date()).day;
    const words = ['export', '--what', 'items', '--from', '2026-01-01', '--to', today, '--with-text'];
    const file = join(folder, 'items.csv');
    expect(await run(...words, '--out', file)).toEqual({ code: 0, out: '', err: '' });
    const contents = await readFile(file, 'utf8');
    expect(contents).toContain('fjalë për listën');
    expect(contents).not.toContain('#meta');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await run(...words, '--out', '-')).out.replace('\ufeff', '')).toBe(contents.replace('\ufeff', ''));
    const dictionary = JSON.parse(await readFile(join(folder, 'items.datapackage.json'), 'utf8'));
    expect(dictionary.resources[0].path).toBe('items.csv');
    const summary = ['export', '--what', 'summary', '--from', today, '--to', today, '--out', '-'];
    expect((await run(...summary, '--hxl')).out).toContain('#indicator');
    expect((await run(...summary)).out).not.toContain('#indicator');
    expect(await count(line, "events where kind = 'export_made' and actor = 'system'")).toBeGreaterThanOrEqual(3);
  });

  it('keys are rotated, and DATA_KEY changed by a file', async () => {
    const reference = await entered('para rrotullimit');
    const rotated = await run('keys', 'rotate');
    expect(rotated).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^Keys wrapped anew: [1-9]\d*\.\n$/),
    });
    const file = join(folder, 'next-key');
    await writeFile(file, 'dG9vIHNob3J0');
    expectRefused(await run('keys', 'rotate', '--new-data-key-file', file), /32 bytes/);
    const next = Buffer.alloc(32, 5).toString('base64');
    await writeFile(file, `${next}\n`);
    expect((await run('keys', 'rotate', '--new-data-key-file', file)).out).toContain('Set the new DATA_KEY');
    expectRefused(await run('staff', 'list'), /DATA_KEY is not the key/);
    const withNext = { ...settings(), DATA_KEY: next };
    expect((await runCli(['forget', reference, '--yes'], withNext)).out).toBe(
      'Forgotten. Items that lost their words: 1.\n',
    );
    expect(
      await count(
        line,
        `messages m join items i on i.id = m.item_id where i.reference = '${reference}' and m.sealed_body is not null`,
      ),
    ).toBe(0);
    const tombstones = await readFile(join(folder, 'tombstones'), 'utf8');
    expect(tombstones).toContain(
      String((await row(line, 'select key_id from tombstones order by destroyed_at desc limit 1')).key_id),
    );
    await writeFile(file, TEST_DATA_KEY.toString('base64'));
    expect((await runCli(['keys', 'rotate', '--new-data-key-file', file], withNext)).code).toBe(0);
  });
});

it('texts go to a translator from a machine of any language and come back as they were; a partial file changes its rows alone, a wrong one nothing', async () => {
  const copy = join(folder, 'copy');
  for (const name of ['src', 'locales', 'package.json', 'tsconfig.json'])
    await cp(join(ROOT, name), join(copy, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const at = (words: string[], env = {}) => runCliOf(copy, ['locales', ...words], env);
  const everything = async () => {
    const names = await readdir(join(copy, 'locales'), { recursive: true });
    const files = names.filter((name) => name.endsWith('.json')).sort();
    return new Map(
      await Promise.all(
        files.map(async (name) => [name, await readFile(join(copy, 'locales', name), 'utf8')] as const),
      ),
    );
  };
  const before = await everything();
  // Whatever the machine's own language is: its letters, decimal signs and list separators are none of ours.
  const machines = { csv: 'tr_TR.UTF-8', xlsx: 'sr_RS.UTF-8', po: 'C' };
  for (const [format, locale] of Object.entries(machines)) {
    const env = { LC_ALL: locale, LANG: locale };
    const file = join(folder, `sr-Latn.${format}`);
    expect(await at(['export', '--lang', 'sr-Latn', '--format', format, '--out', file], env)).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    if (format === 'csv') expect((await at(['import', file], env)).out).toMatch(/^Texts of sr-Latn changed: 0\./);
    expect(await everything()).toEqual(before);
  }
  const partial = join(folder, 'partial.csv');
  await writeFile(partial, 'key;english;translation;language\ncommon:skip;Skip;Preskoči ovo;sr-Latn\n');
  expect((await at(['import', '--lang', 'sq', partial])).err).toMatch(/is in “sr-Latn”, and --lang says sq/);
  expect(await everything()).toEqual(before);
  expect((await at(['import', partial])).out).toMatch(/^Texts of sr-Latn changed: 1\. .*sr-Cyrl follows: 1\./);
  const after = await everything();
  const changed = [...after].filter(([name, text]) => before.get(name) !== text);
  expect(changed.map(([name]) => name)).toEqual(['sr-Cyrl/common.json', 'sr-Latn/common.json']);
  expect(after.get('sr-Latn/common.json')).toBe(
    before.get('sr-Latn/common.json')?.replace(/"skip": ".*"/, '"skip": "Preskoči ovo"'),
  );
  const broken = join(folder, 'broken.csv');
  await writeFile(broken, 'key,english\nno:such,thing\n');
  const refused = await at(['import', '--lang', 'sq', broken]);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/Nothing was changed/);
  expect(await everything()).toEqual(after);
});

it('who may approve is written down, two of them approve a text, and whoever is unknown is refused in a sentence', async () => {
  const copy = join(folder, 'approved');
  for (const name of ['src', 'locales', 'package.json', 'tsconfig.json'])
    await cp(join(ROOT, name), join(copy, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  await writeFile(join(copy, 'locales/readers.json'), '[]');
  const at = (...words: string[]) => runCliOf(copy, ['locales', ...words]);
  const approve = (reader: string, ...keys: string[]) => at('approve', '--lang', 'sq', '--reader', reader, ...keys);
  expectRefused(await approve('Sample Readers', 'forget:ask'), /not among the readers of sq in locales\/readers\.json/);
  expectRefused(await at('readers', '--add', '@somebody', '--lang', 'sq'), /pseudonym or an organisation/);
  expect((await at('readers', '--add', 'Sample Readers', '--lang', 'sq')).code).toBe(0);
  expect((await at('readers', '--add', 'Sample Radio', '--lang', 'sq', '--local')).code).toBe(0);
  expect((await at('readers')).out).toBe('Sample Readers\tsq\nSample Radio\tsq\tlocal\n');
  expect((await approve('Sample Readers', 'forget:ask')).out).toBe('Texts of sq read: 1. Of these approved now: 0.\n');
  expectRefused(
    await approve('Sample Radio', 'forget:ask', 'forget:nothing_there'),
    /no translation “forget:nothing_there”/,
  );
  expect((await approve('Sample Radio', '--dialogue', 'deletion')).out).toMatch(/approved now: 1\.\n$/);
  const recording = join(folder, 'sample.ogg');
  await writeFile(recording, sampleRecording());
  const speak = (reader: string, ...rest: string[]) => at('voice', '--lang', 'sq', '--reader', reader, ...rest);
  expectRefused(await speak('Sample Readers', 'forget:ask'), /sq\/voice\/forget\.ask\.ogg: there is no such file/);
  expectRefused(await speak('Somebody', 'forget:ask', recording), /not among the readers of sq/);
  expect((await speak('Sample Readers', 'forget:ask', recording)).out).toMatch(/in sq: reviewed\.\n$/);
  expect((await speak('Sample Radio', 'forget:ask')).out).toMatch(/in sq: approved\.\n$/);
  const { out } = await at('check');
  expect(out).toContain('Recordings of sq: 1, approved: 1.\n');
  expect(out).toMatch(/deletion +1 of \d+ +0 of \d+/);
  expect(out).toMatch(/Critical, not approved in sr-Latn, sr-Cyrl, rom: deletion: forget:ask\n/);
});
