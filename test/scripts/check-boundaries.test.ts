import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkBoundaries } from '../../scripts/check-boundaries.ts';
import { foreignWords } from '../../scripts/foreign-words.ts';
import { ROOT } from '../../scripts/run-program.ts';

let folder: string;

/** Made by the first who asks, and the same for all who ask later. */
function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'community-line-tree-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(
    join(folder, 'tsconfig.json'),
    '{"compilerOptions":{"module":"NodeNext","allowImportingTsExtensions":true}}',
  );
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A small house: each file with what it imports, `late` in front of what it imports only once it is wanted. */
async function build(files: Record<string, string[]>): Promise<void> {
  for (const [path, imports] of Object.entries(files)) {
    const file = join(folder, 'src', path);
    await mkdir(dirname(file), { recursive: true });
    const lines = imports.map((name) =>
      name.startsWith('late ') ? `await import('${name.slice('late '.length)}');` : `import '${name}';`,
    );
    await writeFile(file, `${lines.join('\n')}\nexport const here = 1;\n`);
  }
}

async function write(name: string, text: string): Promise<void> {
  const file = join(folder, 'src', name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${text}\nexport const here = 1;\n`);
}
async function buildBots(line: string): Promise<void> {
  await write('bots/telegram/send.ts', line);
  await write('bots/slack/upload.ts', 'const fileId = 1;');
}

test('a house that keeps to the directions passes', async () => {
  await build({
    'main.ts': ['./bots/telegram/bot.ts', 'late ./sandbox/telegram.ts', './queue/relay.ts', './run/http.ts'],
    'run/http.ts': ['hono'],
    'bots/telegram/bot.ts': ['grammy', '../../core/items/submit.ts', '../../files/export.ts'],
    'bots/slack/app.ts': ['@slack/bolt', '../../core/items/submit.ts', '../../files/export.ts'],
    'files/export.ts': ['../core/items/submit.ts'],
    'core/items/submit.ts': ['../../db/client.ts', '../domain/item.ts', 'node:crypto'],
    'core/domain/item.ts': ['./reference.ts'],
    'core/domain/reference.ts': [],
    'db/client.ts': ['postgres', 'drizzle-orm', '../core/domain/item.ts'],
    'queue/relay.ts': ['bullmq', 'ioredis', 'pg', '../db/client.ts', '../core/domain/item.ts'],
    'sandbox/telegram.ts': [],
  });
  expect(await checkBoundaries(folder)).toEqual({ ok: true, output: '' });
});

const violations: [rule: string, from: string, imports: string][] = [
  ['media-below', 'media/ready.ts', '../bots/slack/other.ts'],
  ['media-below', 'media/ready.ts', '../run/other.ts'],
  ['picture-packages', 'core/items/submit.ts', 'sharp'],
  ['domain-is-pure', 'core/domain/item.ts', '../items/other.ts'],
  ['domain-is-pure', 'core/domain/item.ts', 'node:crypto'],
  ['domain-is-pure', 'core/domain/item.ts', 'zod'],
  ['core-to-db', 'core/items/submit.ts', '../../queue/other.ts'],
  ['core-to-db', 'core/items/submit.ts', '../../bots/telegram/other.ts'],
  ['core-to-db', 'core/items/submit.ts', '../../config.ts'],
  ['step-is-pure', 'core/dialogue/step/step.ts', '../../../db/other.ts'],
  ['step-is-pure', 'core/dialogue/step/step.ts', '../effects/other.ts'],
  ['step-is-pure', 'core/dialogue/step/step.ts', '../../turn/visit.ts'],
  ['turn-is-words', 'core/turn/standing.ts', '../items/other.ts'],
  ['turn-is-words', 'core/turn/outcome.ts', './visit.ts'],
  ['db-to-domain', 'db/client.ts', '../core/items/other.ts'],
  ['db-to-domain', 'db/client.ts', '../queue/other.ts'],
  ['queue-to-db', 'queue/relay.ts', '../core/items/other.ts'],
  ['queue-to-db', 'queue/relay.ts', '../bots/slack/other.ts'],
  ['telegram-to-core', 'bots/telegram/bot.ts', '../slack/other.ts'],
  ['telegram-to-core', 'bots/telegram/bot.ts', '../../db/other.ts'],
  ['slack-to-core', 'bots/slack/app.ts', '../telegram/other.ts'],
  ['slack-to-core', 'bots/slack/app.ts', '../../queue/other.ts'],
  ['files-below', 'files/csv.ts', '../bots/slack/other.ts'],
  ['files-below', 'files/csv.ts', '../db/other.ts'],
  ['core-to-db', 'core/reports/report.ts', '../../files/other.ts'],
  ['config-alone', 'config.ts', './core/other.ts'],
  ['sandbox-apart', 'bots/telegram/bot.ts', '../../sandbox/other.ts'],
  ['sandbox-apart', 'run/life.ts', '../sandbox/other.ts'],
  ['sandbox-late', 'main.ts', './sandbox/other.ts'],
  ['sandbox-late', 'commands/seed.ts', '../sandbox/other.ts'],
  ['composition-on-top', 'core/items/submit.ts', '../../run/other.ts'],
  ['grammy-in-telegram', 'core/items/submit.ts', 'grammy'],
  ['bolt-in-slack', 'bots/telegram/bot.ts', '@slack/bolt'],
  ['queue-packages', 'core/items/submit.ts', 'bullmq'],
  ['queue-packages', 'main.ts', 'ioredis'],
  ['queue-packages', 'db/client.ts', 'pg'],
  ['db-packages', 'core/items/submit.ts', 'drizzle-orm'],
  ['db-packages', 'queue/relay.ts', 'postgres'],
  ['no-unresolved', 'core/items/submit.ts', './nowhere.ts'],
  ['no-cycle', 'core/items/add.ts', './circle.ts'],
];

/** What a house says in which all of them stand at once: each is told by itself, whatever stands beside it. */
const told = once(async () => {
  const files: Record<string, string[]> = {};
  for (const [, from, imported] of violations) {
    files[from] = [...(files[from] ?? []), imported];
    const target = join(dirname(from), imported);
    if (imported.startsWith('.') && !imported.includes('nowhere'))
      files[target] ??= imported.includes('circle') ? ['./add.ts'] : [];
  }
  await build(files);
  const { ok, output } = await checkBoundaries(folder);
  expect(ok).toBe(false);
  return output.split('\n');
});

test.each(violations)('%s: %s may not import %s', async (rule, from, imported) => {
  const inHouse = imported.startsWith('.') && !imported.includes('nowhere');
  const to = inHouse ? join('src', dirname(from), imported) : imported.replace('node:', '');
  const lines = (await told()).filter((line) => line.startsWith(`${rule}: src/${from} → `));
  expect(lines).toContainEqual(inHouse ? `${rule}: src/${from} → ${to}` : expect.stringContaining(to));
});

test.each([
  ['core/residents/say.ts', 'const chatId = 1;', 'chatId'],
  ['core/residents/say.ts', '/** By its chat_id. */', 'chat_id'],
  ['core/forms/render.ts', 'const button = { callback_data: 1 };', 'callback_data'],
  ['db/queries/residents.ts', 'const updateId = 1;', 'updateId'],
  ['db/queries/residents.ts', 'const one = { update_id: 1 };', 'update_id'],
  ['media/ready.ts', 'const fileId = 1;', 'fileId'],
  ['core/items/look.ts', 'const one = { file_id: 1 };', 'file_id'],
  ['run/life.ts', '// as grammy does it', 'grammy'],
])('the words of a channel’s service stay in its bot: %s may not say %s', async (path, line, word) => {
  await buildBots(line);
  await build({ [path]: [] });
  expect(await foreignWords(folder)).toEqual([]);
  await write(path, line);
  expect(await foreignWords(folder)).toEqual([`word-of-a-channel: src/${path}:1 says ${word}`]);
});

test('a word of a channel’s service outside its bot is refused, and inside passes', async () => {
  await buildBots('const chatId = 1;');
  expect(await checkBoundaries(folder)).toEqual({ ok: true, output: '' });
  await write('db/say.ts', 'const chatId = 1;');
  expect(await checkBoundaries(folder)).toEqual({
    ok: false,
    output: 'word-of-a-channel: src/db/say.ts:1 says chatId',
  });
});

test('two rooms that know each other are refused, by whichever files, and told by the side with fewer imports', async () => {
  await build({
    'core/items/submit.ts': ['../residents/say.ts', '../residents/forget.ts'],
    'core/items/close.ts': [],
    'core/residents/say.ts': [],
    'core/residents/forget.ts': [],
    'core/residents/keep.ts': ['../privacy/seal.ts'],
    'core/privacy/seal.ts': ['../domain/code.ts'],
    'core/privacy/replay.ts': ['../residents/say.ts'],
    'core/domain/code.ts': [],
  });
  expect(await checkBoundaries(folder)).toEqual({
    ok: false,
    output: 'one-way: core/privacy ↔ core/residents\n    src/core/privacy/replay.ts → src/core/residents/say.ts',
  });
});

test('a single file beside the rooms is a room too, and files of one room may know each other', async () => {
  await build({
    'core/line.ts': ['./settings/settings.ts'],
    'core/settings/settings.ts': [],
    'core/settings/change.ts': ['../line.ts', './settings.ts'],
  });
  const { output } = await checkBoundaries(folder);
  expect(output).toContain('one-way: core/line.ts ↔ core/settings');
});

test('a file that the checker does not read is a failure, not a pass', async () => {
  await build({ 'core/items/submit.ts': [] });
  await writeFile(join(folder, 'src', 'core', 'unread.d.ts'), 'export {};');
  await mkdir(join(folder, 'src', 'core', 'node_modules'), { recursive: true });
  await writeFile(join(folder, 'src', 'core', 'node_modules', 'hidden.ts'), 'export {};');
  const { ok, output } = await checkBoundaries(folder);
  expect({ ok, output }).toEqual({ ok: false, output: expect.stringContaining('modules were read') });
});
