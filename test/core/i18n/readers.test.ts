import { expect, test } from 'vitest';
import { withReader } from '../../../src/core/i18n/readers.ts';

const readers = [{ name: 'Sample Reader', languages: ['sq' as const], local: true }];
const add = (name: string) => withReader(readers, { name, language: 'sq', local: false });

test.each([
  ['a look-alike letter of another script', 'Ѕample Reader'],
  ['a sign that nobody sees', 'Sample Re\u200bader'],
  ['a line end', 'Sample\nOther'],
  ['a semicolon, which parts two readers in a file', 'Sample; Other'],
])('a reader’s name has no %s: one person would count as two, or none', (_what, name) => {
  expect(add(name)).toMatchObject({ ok: false });
});

test('a name in letters of one script is fit, whichever it is', () => {
  for (const name of ['Пример', 'Shoqata Shembull', 'Udruženje „Primer“ 2'])
    expect(add(name)).toMatchObject({ ok: true });
});
