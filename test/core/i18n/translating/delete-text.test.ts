import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LANGUAGES } from '../../../../src/core/domain/codes.ts';
import { LOCALES_DIR, readLocales } from '../../../../src/core/i18n/texts.ts';
import { deleteText } from '../../../../src/core/i18n/translating/delete-text.ts';

let locales: string;
beforeEach(() => {
  locales = mkdtempSync(join(tmpdir(), 'community-line-locales-'));
  cpSync(LOCALES_DIR, locales, { recursive: true });
});
afterEach(() => rmSync(locales, { recursive: true, force: true }));

const linesOf = (language: string, name: string) =>
  readFileSync(join(locales, language, `${name}.json`), 'utf8').split('\n');

test('a text that no code uses goes from every language, and nothing else in its file is touched', () => {
  const before = linesOf('rom', 'help');
  expect(deleteText(locales, [{ path: 'src/a.ts', text: "say('help:commands_ago')" }], 'help:commands')).toEqual({
    ok: true,
    keys: ['help:commands'],
  });
  for (const language of ['en', ...LANGUAGES])
    expect(readLocales(locales).strings.get(language)?.has('help:commands')).toBe(false);
  expect(linesOf('rom', 'help')).toEqual(before.filter((line) => !line.includes('"commands"')));
});

test('a text that counts goes with all its forms, and a group of texts is none', () => {
  const base = 'danger:read_hours';
  const deleted = deleteText(locales, [], base);
  expect(deleted.ok && deleted.keys).toEqual(expect.arrayContaining([`${base}_one`, `${base}_other`]));
  expect([...readLocales(locales).strings.values()].some((own) => own.has(`${base}_other`))).toBe(false);
  expect(deleteText(locales, [], 'forms:stop')).toMatchObject({ ok: false });
});

test('a text that residents may be owed goes once it is said how that is told', () => {
  expect(deleteText(locales, [], 'forms:too_long')).toMatchObject({
    ok: false,
    problem: expect.stringContaining('retired.ts'),
  });
  expect(readLocales(locales).strings.get('rom')?.has('forms:too_long')).toBe(true);
});
