import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSource } from '../../../../src/commands/read-source.ts';
import { loadTexts } from '../../../../src/core/i18n/texts.ts';
import { findUses, readUses, unusedKeys } from '../../../../src/core/i18n/translating/find-uses.ts';

const CORE = `
  const lines = [{ key: 'help:title' }, ...['write', 'voice'].map((key) => ({ key: \`help:\${key}\` }))];
  const label = { key: \`codes:\${list}.\${code}\` }; const one = row('gender', code); const id = \`\${kind}:\${code}\`;
  say({ key: 'forms:parts', values: { count } });`;
const CODES = 'export const LABELS = { woman: 1, man: 2 };';
const SLACK = `
  const { words } = staffWords('staff-offers'); words('list.title'); words(\`*\${words(\`fact.\${name}\`)}*\`, ['agency']);
  keysOf('canned'); const other = 'dead'; const own = \`exports:label.\${list}.\${code}\`; const states = ['status', 'open'];`;
const PAGE = 'import words from "../../locales/en/staff-page.json"; draw(words.one_reply, says[words.commands]);';
const sources = [
  { path: 'core/help.ts', text: CORE },
  { path: 'core/domain/codes.ts', text: CODES },
  { path: 'bots/slack/offers.ts', text: SLACK },
  { path: 'sandbox/page/App.tsx', text: PAGE },
  {
    path: 'core/read.ts',
    text: "const all = keys.filter((key) => key.startsWith('sheet:row.') || /^spans:/.test(key));",
  },
  { path: 'core/i18n/retired.ts', text: "const RETIRED = {\n  'items:gone': by('items:here'),\n};" },
];

test.each<[string, string, boolean]>([
  ['said as it is', 'help:title', true],
  ['put together of a word beside it', 'help:voice', true],
  ['put together of codes', 'codes:gender.woman', true],
  ['a form of one that counts', 'forms:parts_few', true],
  ['of staff, by its namespace', 'staff-offers:list.title', true],
  ['of staff, in a template within a template', 'staff-offers:fact.agency', true],
  ['one of a whole namespace that is listed', 'canned:thanks.text', true],
  ['of the page, by its name', 'staff-page:one_reply', true],
  ['of the page, in a group', 'staff-page:commands.queue', true],
  ['of a file, put together of a list and a code', 'exports:label.status.open', true],
  ['of a file, said nowhere', 'exports:label.status.gone', false],
  ['in a group that is read by how it begins', 'sheet:row.first', true],
  ['in a group that is found by a pattern', 'spans:days', true],
  ['by which one that went is said today', 'items:here', true],
  ['that went', 'items:gone', false],
  ['that only begins as one that is said', 'help:titles', false],
  ['said nowhere', 'help:sticker', false],
  ['whose last word stands in Slack alone', 'help:dead', false],
  ['whose code is in no list', 'codes:gender.robot', false],
  ['of the page, said nowhere', 'staff-page:gone', false],
  ['of staff, said nowhere', 'staff-offers:list.gone', false],
])('a text %s: %s', (_, key, isSaid) => {
  expect(unusedKeys([key], sources)).toEqual(isSaid ? [] : [key]);
  expect([key, findUses(sources, key).length > 0]).toEqual([key, isSaid]);
});

test.each<[string, string]>([
  ['help:title', 'core/help.ts:2'],
  ['codes:gender.woman', 'core/help.ts:3'],
  ['forms:parts_few', 'core/help.ts:4'],
  ['staff-offers:fact.agency', 'bots/slack/offers.ts:2'],
  ['canned:thanks.text', 'bots/slack/offers.ts:3'],
  ['staff-page:one_reply', 'sandbox/page/App.tsx:1'],
])('%s is said in %s', (key, place) => expect(findUses(sources, key)).toContain(place));

test('whatever the check calls said is found where it is said, in the source of today', () => {
  const files = readSource(join(import.meta.dirname, '../../../../src'));
  const { placesOf } = readUses(files);
  const keys = [...loadTexts().strings('en').keys()].filter((_, index) => index % 97 === 0);
  for (const key of keys) {
    const isAboutTexts = key.startsWith('staff-translating:');
    if (!isAboutTexts) expect([key, placesOf(key).length > 0]).toEqual([key, true]);
  }
});
