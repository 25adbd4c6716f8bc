import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../../src/core/domain/codes.ts';
import { isStaffKey } from '../../../../src/core/i18n/rules.ts';
import { LOCALES_DIR, readLocales } from '../../../../src/core/i18n/texts.ts';
import { deleteText } from '../../../../src/core/i18n/translating/delete-text.ts';
import { findUses } from '../../../../src/core/i18n/translating/find-uses.ts';

let locales: string;
beforeEach(() => {
  locales = mkdtempSync(join(tmpdir(), 'community-line-locales-'));
  cpSync(LOCALES_DIR, locales, { recursive: true });
});
afterEach(() => rmSync(locales, { recursive: true, force: true }));

const linesOf = (language: string, name: string) =>
  readFileSync(join(locales, language, `${name}.json`), 'utf8').split('\n');

test('a text that no code uses goes from every language, and nothing else in its file is touched', () => {
  const before = linesOf('rom', 'forms');
  expect(deleteText(locales, [{ path: 'src/a.ts', text: "say('forms:too_long_ago')" }], 'forms:too_long')).toEqual({
    ok: true,
    keys: ['forms:too_long'],
  });
  for (const language of ['en', ...LANGUAGES])
    expect(readLocales(locales).strings.get(language)?.has('forms:too_long')).toBe(false);
  expect(linesOf('rom', 'forms')).toEqual(before.filter((line) => !line.includes('"too_long"')));
});

test('a text that counts goes with all its forms, and a group of texts is none', () => {
  const counted = [...(readLocales(locales).strings.get('en')?.keys() ?? [])].find(
    (key) => key.endsWith('_other') && !isStaffKey(key),
  );
  const base = counted?.replace(/_other$/, '') ?? '';
  const deleted = deleteText(locales, [], base);
  expect(deleted.ok && deleted.keys).toEqual(expect.arrayContaining([`${base}_one`, `${base}_other`]));
  expect([...readLocales(locales).strings.values()].some((own) => own.has(`${base}_other`))).toBe(false);
  expect(deleteText(locales, [], 'forms:stop')).toMatchObject({ ok: false });
});

/** Something put into a name, as code writes it. */
const put = (name: string) => `\${${name}}`;

describe('a key is used, or may be', () => {
  test.each<[string, string, string]>([
    ['by its name', 'forms:stop.ask', "say('forms:stop.ask')"],
    ['by a name that is put together', 'errors:too_many', `say(\`errors:${put('code')}\`); refuse("too_many")`],
    [
      'by a name that begins another way',
      'grants:state.open',
      `say(\`${put('activity')}:state.${put('state')}\`); const open = 1; "open"`,
    ],
    ['by its group', 'canned:thanks.text', "key.startsWith('canned:')"],
    ['by a pattern of its group', 'canned:thanks.text', '/^canned:/.test(key)'],
  ])('%s', (_name, key, text) => {
    expect(findUses([{ path: 'src/a.ts', text }], key)).toEqual(['src/a.ts:1']);
  });

  test.each<[string, string, string]>([
    ['a longer name is', 'forms:stop', "say('forms:stopped')"],
    ['names are put together of other words', 'errors:old_code', `say(\`errors:${put('code')}\`); refuse("too_many")`],
    ['nothing is', 'errors:old_code', 'const a = 1;'],
  ])('and is not when %s', (_name, key, text) => {
    expect(findUses([{ path: 'src/a.ts', text }], key)).toEqual([]);
  });

  test('and most texts of residents are found in the code of today', () => {
    const source = join(LOCALES_DIR, '..', 'src');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => ({ path: name, text: readFileSync(join(source, name), 'utf8') }));
    const keys = [
      'common:yes',
      'forms:stop.ask',
      'errors:too_many',
      'items:state.received',
      'codes:sector.health',
      'canned:thanks.text',
      'menu:feedback',
    ];
    for (const key of keys) expect([key, findUses(files, key).length > 0]).toEqual([key, true]);
  });
});
