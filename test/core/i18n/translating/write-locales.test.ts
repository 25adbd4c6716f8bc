import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeTexts } from '../../../../src/core/i18n/translating/write-locales.ts';
import { writeWhole } from '../../../../src/core/i18n/write-whole.ts';

let locales: string;
beforeEach(() => {
  locales = mkdtempSync(join(tmpdir(), 'community-line-locales-'));
  for (const language of ['en', 'sq']) mkdirSync(join(locales, language));
});
afterEach(() => rmSync(locales, { recursive: true, force: true }));

const write = (language: string, text: string) => writeFileSync(join(locales, language, 'a.json'), text);
const own = () => readFileSync(join(locales, 'sq', 'a.json'), 'utf8');
const change = (texts: Record<string, string | null>) =>
  changeTexts(locales, 'sq', new Map(Object.entries(texts)), 'en');
const ENGLISH =
  '{\n  "one": "1",\n  "two": "2",\n  "group": {\n    "x": "x",\n    "y": "y"\n  },\n  "parts_one": "p",\n  "parts_other": "ps",\n  "last": "l"\n}\n';

describe('texts in their file', () => {
  test('a changed one leaves the order, the indentation and the end of the file as they were', () => {
    write('en', ENGLISH);
    write('sq', '{\n\t"last": "L",\n\t"one": "NJË",\n\t"group": {\n\t\t"y": "Y"\n\t}\n}');
    change({ 'a:one': 'Një', 'a:group.y': 'Ypsilon' });
    expect(own()).toBe('{\n\t"last": "L",\n\t"one": "Një",\n\t"group": {\n\t\t"y": "Ypsilon"\n\t}\n}');
  });

  test('a new one stands where the English has it, a form that English lacks beside its sisters', () => {
    write('en', ENGLISH);
    write('sq', '{\n  "one": "1",\n  "parts_one": "p",\n  "parts_other": "ps",\n  "last": "l"\n}\n');
    change({ 'a:group.x': 'X', 'a:parts_few': 'pf', 'a:two': '2' });
    expect(Object.keys(JSON.parse(own()))).toEqual([
      'one',
      'two',
      'group',
      'parts_one',
      'parts_other',
      'parts_few',
      'last',
    ]);
  });

  test('the last one of a group takes the group with it', () => {
    write('en', ENGLISH);
    write('sq', '{\n  "one": "1",\n  "group": {\n    "x": "x"\n  }\n}\n');
    change({ 'a:group.x': null, 'a:nowhere': null });
    expect(own()).toBe('{\n  "one": "1"\n}\n');
  });

  test('a file in which nothing changes is not written', () => {
    write('en', ENGLISH);
    write('sq', '{"one":"1"}');
    change({ 'a:one': '1' });
    expect(own()).toBe('{"one":"1"}');
  });
});

describe('a file is whole, old or new', () => {
  test('when the writing fails: nothing of it is left', () => {
    mkdirSync(join(locales, 'sq', 'a.json'));
    expect(() => writeWhole(join(locales, 'sq', 'a.json'), 'new')).toThrow();
    expect(readdirSync(join(locales, 'sq'))).toEqual(['a.json']);
  });

  test('when the process is killed at whatever moment', async () => {
    const path = join(locales, 'sq', 'a.json');
    const texts = ['a', 'b'].map((letter) => JSON.stringify({ text: letter.repeat(400_000) }));
    writeFileSync(path, texts[0] ?? '');
    const module = join(import.meta.dirname, '../../../../src/core/i18n/write-whole.ts');
    const program = `import { writeWhole } from ${JSON.stringify(module)};
      const texts = ['a', 'b'].map((letter) => JSON.stringify({ text: letter.repeat(400_000) }));
      for (let round = 1; ; round += 1) {
        writeWhole(${JSON.stringify(path)}, texts[round % 2]);
        process.stdout.write('.');
      }`;
    for (const rounds of [1, 4, 9]) {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]);
      let written = 0;
      child.stdout.on('data', (dots: Buffer) => {
        written += dots.length;
        if (written >= rounds) child.kill('SIGKILL');
      });
      await once(child, 'exit');
      expect(written).toBeGreaterThanOrEqual(rounds);
      expect(texts).toContain(readFileSync(path, 'utf8'));
    }
  });
});
