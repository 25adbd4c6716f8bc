import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const texts = (path: string) => JSON.parse(readFileSync(join(ROOT, 'locales/en', path), 'utf8'));

/** Every code that a source file refuses with. */
function codesIn(path: string): string[] {
  const source = readFileSync(join(ROOT, path), 'utf8');
  const found = source.matchAll(/\brefuse\((?:visit, )?'([a-z_]+)'|\bcode: '([a-z_]+)'/g);
  return [...found].map((match) => (match[1] ?? match[2]) as string);
}
/** Where other lists have codes too: only what is refused. */
const refusedIn = (path: string): string[] =>
  [...readFileSync(join(ROOT, path), 'utf8').matchAll(/\brefuse\('([a-z_]+)'/g)].map(([, code]) => code as string);
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

/** What residents alone do; their refusals are said in their language. */
const BY_RESIDENTS = [
  'src/core/items/add-to-item.ts',
  'src/core/items/rate-item.ts',
  'src/core/items/withdraw-item.ts',
  ...filesIn('src/core/items/resident'),
  ...filesIn('src/core/dialogue'),
  ...['feedback', 'grants', 'offers', 'trainings'].flatMap((room) => filesIn(`src/core/${room}/resident`)),
];
const BY_RESIDENTS_ALONE = ['receipt_unknown', 'receipt_too_many', 'already_rated', 'already_withdrawn'];
const OF_OFFERS_BY_RESIDENTS = [
  'register-for-offer',
  'accept-seat',
  'cancel-registration',
  'change-registration',
  'attend-by-code',
  'confirm-coming',
  'answer-afterwards',
].map((name) => `src/core/trainings/${name}.ts`);
/** What only a person in Slack can meet: the command line asks nobody and answers no request. */
const IN_SLACK_ALONE = [
  'not_allowed',
  'own_role',
  'request_not_found',
  'request_lapsed',
  'request_decided',
  'own_request',
  'not_approver',
];
const EXPORTS = ['core', 'core/trainings', 'core/grants'].flatMap((room) => filesIn(`src/${room}/reports`));
/** What the command line alone does; src/commands/say-refusal.ts has its sentences. */
const BY_CONSOLE = ['unknown_setting', 'bad_setting'];

test('every refusal that staff can meet has its text', () => {
  const folders = [
    'src/core/items',
    'src/core/domain',
    'src/core/staff',
    'src/core/duty',
    'src/core/views',
    'src/core/reports',
  ];
  const codes = new Set(
    [...folders.flatMap(filesIn), ...EXPORTS].filter((path) => !BY_RESIDENTS.includes(path)).flatMap(codesIn),
  );
  // The cells of a spreadsheet have sentences of their own (staff-import.json).
  for (const path of ['src/core/offers', 'src/core/trainings'].flatMap(filesIn))
    if (!OF_OFFERS_BY_RESIDENTS.includes(path) && !BY_RESIDENTS.includes(path) && !path.includes('/read-'))
      for (const code of refusedIn(path)) codes.add(code);
  for (const code of BY_RESIDENTS_ALONE) codes.delete(code);
  expect(codes.size).toBeGreaterThan(20);
  expect([...codes].filter((code) => !(code in texts('staff.json').refusals))).toEqual([]);
});

test('every refusal that a resident can meet has its text', () => {
  const codes = new Set([...BY_RESIDENTS.flatMap(codesIn), ...OF_OFFERS_BY_RESIDENTS.flatMap(refusedIn)]);
  const decisions = readFileSync(join(ROOT, 'src/core/domain/item.ts'), 'utf8');
  for (const name of ['decideAdd', 'decideReopen', 'decideRate', 'decideWithdraw', 'decideMarkSensitive']) {
    const from = decisions.indexOf(`function ${name}(`);
    const body = decisions.slice(from, decisions.indexOf('\n}\n', from));
    for (const [, code] of body.matchAll(/refuse\('([a-z_]+)'/g)) codes.add(code as string);
  }
  expect(codes.size).toBeGreaterThan(6);
  expect([...codes].filter((code) => !(code in texts('errors.json')))).toEqual([]);
});

test('every refusal that a command can end with has its sentence', () => {
  const sentences = readFileSync(join(ROOT, 'src/commands/say-refusal.ts'), 'utf8');
  const codes = [
    ...['src/core/staff', 'src/core/settings'].flatMap(filesIn).flatMap(codesIn),
    ...EXPORTS.flatMap(codesIn),
    ...codesIn('src/core/forgetting/forget-by-reference.ts'),
    ...BY_CONSOLE,
  ];
  // Who types commands is `console`, whom nothing is forbidden.
  const without = [...new Set(codes)].filter(
    (code) => !IN_SLACK_ALONE.includes(code) && !sentences.includes(`  ${code}: '`),
  );
  expect(without).toEqual([]);
});
