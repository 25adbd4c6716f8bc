import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { renderTakenDown } from '../../../src/bots/slack/cards/render-card.ts';
import { speakToStaffBy, staffWords } from '../../../src/bots/slack/kit/words.ts';
import { LOCALES_DIR, loadTexts } from '../../../src/core/i18n/texts.ts';

const folders: string[] = [];
afterEach(async () => {
  speakToStaffBy(loadTexts());
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

test('what staff read follows the catalogue when it is read anew, without a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'texts-'));
  folders.push(folder);
  await cp(LOCALES_DIR, folder, { recursive: true });
  const texts = loadTexts(folder);
  speakToStaffBy(texts);
  const before = renderTakenDown().text;
  const file = join(folder, 'en', 'staff-cards.json');
  const catalogue = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...catalogue, taken_down: 'Gone, as the new catalogue says it.' }));
  expect(renderTakenDown().text).toBe(before);
  texts.reload();
  expect(renderTakenDown().text).toBe('Gone, as the new catalogue says it.');
});

test('a key without a text fails at once, and a code without one stands for itself', () => {
  const { words, hasWords, codeWords } = staffWords('staff-cards');
  expect(() => words('no_such_key')).toThrow('staff-cards:no_such_key');
  expect(hasWords('no_such_key')).toBe(false);
  expect(codeWords('agency', 'SOMEBODY_NEW')).toBe('SOMEBODY_NEW');
});

test('every text that counts is said for one and for several', () => {
  const counting = [...loadTexts().strings('en').keys()].filter(
    (key) => key.startsWith('staff') && key.endsWith('_other') && loadTexts().has('en', key.replace(/_other$/, '_one')),
  );
  expect(counting.length).toBeGreaterThan(0);
  for (const key of counting) {
    const [namespace = '', name = ''] = key.replace(/_other$/, '').split(':');
    const { words } = staffWords(namespace);
    const [one, several] = [words(name, { count: 1 }), words(name, { count: 7 })];
    expect(one).not.toBe(several);
    expect(several).toContain('7');
  }
});
