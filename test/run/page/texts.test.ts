import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES_DIR, loadTexts } from '../../../src/core/i18n/texts.ts';
import { isCheckout, pageTexts } from '../../../src/run/page/texts.ts';
import type { Found } from '../../../src/sandbox/page/wire/contract.ts';

let localesDir: string;
beforeAll(() => {
  localesDir = mkdtempSync(join(tmpdir(), 'community-line-page-texts-'));
  cpSync(LOCALES_DIR, localesDir, { recursive: true });
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
  expect([edits, loadTexts(localesDir).say('sq', 'common:skip')]).toEqual([0, 'Kapërce']);
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
