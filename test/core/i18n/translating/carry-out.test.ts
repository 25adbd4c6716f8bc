import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadReviewed } from '../../../../src/core/i18n/review.ts';
import { readLocales } from '../../../../src/core/i18n/texts.ts';
import { carryOut } from '../../../../src/core/i18n/translating/carry-out.ts';
import { takeRows } from '../../../../src/core/i18n/translating/take-rows.ts';
import { textRows } from '../../../../src/core/i18n/translating/text-rows.ts';

const TEXTS = {
  en: { 'forget.json': { ask: 'Do you want to delete it?' }, 'common.json': { yes: 'Yes' } },
  'sr-Latn': { 'forget.json': { ask: 'Da li to brišete?' }, 'common.json': { yes: 'Da' } },
  'sr-Cyrl': { 'forget.json': { ask: 'Да ли то бришете?' }, 'common.json': { yes: 'Да' } },
};
const NEW = 'Da li to treba obrisati?';

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'locales-'));
  for (const [language, files] of Object.entries(TEXTS)) {
    mkdirSync(join(dir, language));
    for (const [name, tree] of Object.entries(files))
      writeFileSync(join(dir, language, name), `${JSON.stringify(tree, null, 2)}\n`);
  }
  writeFileSync(join(dir, 'readers.json'), '[{ "name": "Sample Reader", "languages": ["sr-Latn"], "local": true }]');
  return dir;
}
const worldOf = (dir: string) => loadReviewed(dir, readLocales(dir).strings);
const textOf = (dir: string, language: string) => readLocales(dir).strings.get(language)?.get('forget:ask');

/** A file as it came back, with another text in one row. */
function rowsOf(dir: string, ask: string) {
  return textRows(worldOf(dir), 'sr-Latn').map((row) => ({
    ...row,
    at: 'row',
    ...(row.key === 'forget:ask' && { translation: ask }),
  }));
}
function importInto(dir: string, rows: ReturnType<typeof rowsOf>): void {
  const taking = { ...worldOf(dir), tell: { foreignTo: () => null }, language: null, reviewer: 'Sample Reader' };
  const result = takeRows({ language: 'sr-Latn', rows, problems: [] }, taking);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join());
  carryOut(dir, result.taken);
}

test.each(['sr-Latn/forget.json', 'sr-Cyrl/forget.json', 'review.json'])(
  'an import that was cut short at %s is finished by the same import again',
  (name) => {
    const dir = folder();
    const rows = rowsOf(dir, NEW);
    // No file can be written where a folder stands.
    const inTheWay = join(dir, `${name}.${process.pid}.draft`);
    mkdirSync(inTheWay);
    expect(() => importInto(dir, rows)).toThrow();
    rmSync(inTheWay, { recursive: true, force: true });
    importInto(dir, rows);
    expect(textOf(dir, 'sr-Latn')).toBe(NEW);
    expect(textOf(dir, 'sr-Cyrl')).toBe('Да ли то треба обрисати?');
    expect(worldOf(dir).review['sr-Latn']?.strings['forget:ask']?.readings).toMatchObject([
      { reader: 'Sample Reader' },
    ]);
    rmSync(dir, { recursive: true });
  },
);

test.each(['sr-Latn', 'sr-Latn/forget.json', 'sr-Cyrl', 'sr-Cyrl/forget.json'])(
  'what was lost (%s) comes back from a file that nobody touched',
  (lost) => {
    const dir = folder();
    const rows = rowsOf(dir, TEXTS['sr-Latn']['forget.json'].ask);
    rmSync(join(dir, lost), { recursive: true });
    importInto(dir, rows);
    for (const language of ['sr-Latn', 'sr-Cyrl'] as const)
      for (const file of ['forget.json', 'common.json'] as const)
        expect(JSON.parse(readFileSync(join(dir, language, file), 'utf8'))).toEqual(TEXTS[language][file]);
    rmSync(dir, { recursive: true });
  },
);
