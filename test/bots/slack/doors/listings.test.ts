import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LISTINGS } from '../../../../src/bots/slack/listings.ts';

const BOT = join(import.meta.dirname, '../../../../src/bots/slack');
const sources = readdirSync(BOT, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(BOT, name), 'utf8') }));

test('no handler is registered with Bolt but through the one list', () => {
  const called = /\bapp\s*\.\s*(?:action|view|command|event|message|shortcut|options|function|step|assistant)\s*\(/;
  expect(sources.filter(({ text }) => called.test(text)).map(({ name }) => name)).toEqual(['host/register.ts']);
});

test('a handler learns who asks from its rule alone', () => {
  const looks = sources.filter(({ text }) => /\b(?:findStaffMember|ensureAdmin)\b/.test(text)).map(({ name }) => name);
  expect(looks).toEqual(['host/admit.ts']);
});

test('two handlers never share a name', () => {
  const names = LISTINGS.map(({ kind, id }) => `${kind === 'modal' ? 'command' : kind} ${id}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.length).toBeGreaterThan(70);
});
