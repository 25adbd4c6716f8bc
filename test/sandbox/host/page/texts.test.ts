import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../../../src/core/domain/codes.ts';
import { DIALOGUES, dialogueOf } from '../../../../src/core/i18n/dialogues.ts';
import { isStaffKey } from '../../../../src/core/i18n/rules.ts';
import { LOCALES_DIR, loadTexts } from '../../../../src/core/i18n/texts.ts';
import { isCheckout, pageTexts } from '../../../../src/sandbox/host/page/texts.ts';
import type { DialogueShown, Found, ReviewShown, TextStates } from '../../../../src/sandbox/page/wire/contract.ts';

let localesDir: string;
beforeAll(() => {
  localesDir = mkdtempSync(join(tmpdir(), 'community-line-page-texts-'));
  cpSync(LOCALES_DIR, localesDir, { recursive: true });
  const reader = { name: 'Sample Reviewer', languages: ['sq', 'sr-Latn'], local: true };
  writeFileSync(join(localesDir, 'readers.json'), JSON.stringify([reader]));
});
afterAll(() => rmSync(localesDir, { recursive: true, force: true }));

const json = (method: string, body: unknown) => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

test('the keys of a question and of its buttons are found, each with its state and its English', async () => {
  const texts = loadTexts(localesDir);
  const shown = ['consent:agree', 'common:back', 'common:cancel'].map((key) => texts.say('sq', key)).join('\n');
  const routes = pageTexts({ onEdit: () => {}, localesDir, canEdit: false });
  const answer = await routes.request(
    '/sandbox/texts/find',
    json('POST', { texts: [{ text: shown, language: 'sq' }] }),
  );
  const [found = []] = (await answer.json()) as Found[][];
  expect(found.map(({ key, state, english }) => [key, state, english])).toEqual(
    ['consent:agree', 'common:back', 'common:cancel'].map((key) => [key, 'machine', texts.say('en', key)]),
  );
});

test('a Romani text and the second language under it are both found', async () => {
  const texts = loadTexts(localesDir);
  const shown = `${texts.say('rom', 'common:skip')}\n${texts.say('sq', 'common:skip')}`;
  const routes = pageTexts({ onEdit: () => {}, localesDir, canEdit: false });
  const answer = await routes.request(
    '/sandbox/texts/find',
    json('POST', { texts: [{ text: shown, language: 'rom' }] }),
  );
  const [found = []] = (await answer.json()) as Found[][];
  expect(found.map(({ key, language }) => `${language} ${key}`)).toEqual(['rom common:skip', 'sq common:skip']);
});

test('outside a checkout texts are shown and never changed', async () => {
  let edits = 0;
  const edit = json('PUT', { language: 'sq', key: 'common:skip', text: 'Kalo' });
  const readOnly = pageTexts({ onEdit: () => void edits++, localesDir, canEdit: false });
  expect(await (await readOnly.request('/sandbox/texts', edit)).json()).toMatchObject({ ok: false });
  expect([edits, loadTexts(localesDir).say('sq', 'common:skip')]).toEqual([0, 'Kapërceni']);
  expect(isCheckout(localesDir)).toBe(false);
  const checkout = pageTexts({ onEdit: () => void edits++, localesDir, canEdit: true });
  expect(await (await checkout.request('/sandbox/texts', edit)).json()).toMatchObject({ ok: true });
  expect([edits, loadTexts(localesDir).say('sq', 'common:skip')]).toEqual([1, 'Kalo']);
});

test('a malformed request is refused with a sentence', async () => {
  const routes = pageTexts({ onEdit: () => {}, localesDir, canEdit: true });
  expect((await routes.request('/sandbox/texts/find', json('POST', { texts: 'all' }))).status).toBe(400);
  expect(await (await routes.request('/sandbox/texts', json('PUT', []))).json()).toMatchObject({ ok: false });
});

test('a message said before its text was changed keeps its key, in both Serbian scripts, with the text and state of now', async () => {
  const before = loadTexts(localesDir);
  const routes = pageTexts({ onEdit: () => {}, localesDir, canEdit: true });
  const edit = { language: 'sr-Latn', key: 'common:skip', text: 'Preskoči ovo', reviewer: 'Sample Reviewer' };
  await routes.request('/sandbox/texts', json('PUT', edit));
  const languages = ['sr-Latn', 'sr-Cyrl'];
  const asked = languages.map((language) => ({ language, text: before.say(language, 'common:skip') }));
  const answer = await routes.request('/sandbox/texts/find', json('POST', { texts: asked }));
  const found = ((await answer.json()) as Found[][]).flat();
  expect(found.map(({ key, text, state, readers }) => [key, text, state, readers])).toEqual([
    ['common:skip', 'Preskoči ovo', 'reviewed', ['Sample Reviewer']],
    ['common:skip', 'Прескочи ово', 'reviewed', ['Sample Reviewer']],
  ]);
});

test('a review counts until the English changes, and is then named as outdated', async () => {
  const routes = pageTexts({ onEdit: () => {}, localesDir, canEdit: true });
  const edit = { language: 'sq', key: 'common:back', text: loadTexts(localesDir).say('sq', 'common:back') };
  await routes.request('/sandbox/texts', json('PUT', { ...edit, reviewer: 'Sample Reviewer' }));
  const file = join(localesDir, 'en', 'common.json');
  const english = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...english, back: `${english.back} now` }));
  const answer = await routes.request('/sandbox/texts/find', json('POST', { texts: [edit] }));
  expect(await answer.json()).toMatchObject([[{ key: 'common:back', state: 'changed', readers: [] }]]);
  const states = (await (await routes.request('/sandbox/texts/states')).json()) as TextStates[];
  expect(states.find(({ language }) => language === 'sq')?.reviewed).toBe(0);
});

const asked = async <T>(path: string, init?: RequestInit): Promise<T> => {
  const routes = pageTexts({ onEdit: () => {}, localesDir, canEdit: true });
  return (await (await routes.request(`/sandbox/texts/${path}`, init)).json()) as T;
};

test('a dialogue is shown as a person meets it: its screens in the order of the form, each with its buttons', async () => {
  const { screens, texts } = await asked<DialogueShown>('dialogue?language=sq&dialogue=serious-report');
  const met = screens.filter((screen) => screen.met).map(({ lines }) => lines[0]?.keys[0]);
  expect(met.slice(0, 5)).toEqual([
    'feedback:type.ask',
    'feedback:safe.thanks',
    'emergency:title',
    'feedback:privacy.ask',
    'feedback:municipality.ask',
  ]);
  const safe = screens.find(({ lines }) => lines[0]?.keys[0] === 'feedback:safe.thanks');
  expect(safe?.buttons.map((row) => row.flatMap(({ keys }) => keys))).toEqual([
    ['feedback:safe.yes'],
    ['feedback:safe.no'],
    ['common:skip'],
    ['common:back', 'common:cancel'],
  ]);
  expect(texts['feedback:safe.ask']).toMatchObject({ critical: true, state: 'machine', readers: [] });
});

test.each(DIALOGUES)('every text of %s stands on a screen of it, in every language', async (dialogue) => {
  for (const language of LANGUAGES) {
    const { screens, texts } = await asked<DialogueShown>(`dialogue?language=${language}&dialogue=${dialogue}`);
    const own = [...loadTexts(localesDir).strings(language).keys()].filter(
      (key) => !isStaffKey(key) && dialogueOf(key) === dialogue,
    );
    expect(own.filter((key) => !(key in texts))).toEqual([]);
    expect(screens.every(({ lines, after }) => [...lines, ...after].every(({ shown }) => shown !== ''))).toBe(true);
  }
});

test('a reading is written down and counted, and one by nobody known is refused', async () => {
  const post = (reader: string) => asked('readings', json('POST', { language: 'sq', key: 'forget:ask', reader }));
  expect(await post('Somebody')).toMatchObject({ ok: false, problem: expect.stringContaining('readers.json') });
  expect(await post('Sample Reviewer')).toMatchObject({ ok: true });
  const { texts } = await asked<DialogueShown>('dialogue?language=sq&dialogue=deletion');
  expect(texts['forget:ask']).toMatchObject({ state: 'reviewed', readers: ['Sample Reviewer'] });
  const { dialogues, readers } = await asked<ReviewShown>('review?language=sq');
  expect(readers).toEqual([{ name: 'Sample Reviewer', local: true }]);
  expect(dialogues.find((one) => one.dialogue === 'deletion')).toMatchObject({ read: 1, approved: 0 });
  const readOnly = pageTexts({ onEdit: () => {}, localesDir, canEdit: false });
  const refused = await readOnly.request(
    '/sandbox/texts/readings',
    json('POST', { language: 'sq', key: 'forget:no', reader: 'Sample Reviewer' }),
  );
  expect(await refused.json()).toMatchObject({ ok: false });
  expect(await asked('dialogue?language=fr&dialogue=deletion')).toMatchObject({ error: expect.any(String) });
});
