import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from 'grammy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outgoing } from '../../../src/bots/telegram/render.ts';
import { sendAll } from '../../../src/bots/telegram/send.ts';
import type { SentSoFar } from '../../../src/core/channel/channel.ts';
import type { Recording } from '../../../src/core/i18n/recordings.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'community-line-send-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const recording = (id: string): Recording => {
  const path = join(folder, `${id}.ogg`);
  writeFileSync(path, id);
  return { language: 'sq', key: `a:${id}`, id, hash: id, path };
};

/** Telegram without a network: takes every call until one fails, and notes what it took. */
function telegram(fails: (call: string) => boolean) {
  const taken: string[] = [];
  const api = new Api('123456:test-token-of-nobody');
  api.config.use((_call, method, payload) => {
    const { voice, photo, text } = payload as Record<string, unknown>;
    const name = typeof voice === 'object' && voice !== null && 'filename' in voice ? voice.filename : voice;
    const call = `${method} ${name ?? photo ?? text}`;
    if (fails(call))
      return Promise.resolve({
        ok: false,
        error_code: 429,
        description: 'Too Many Requests',
        parameters: { retry_after: 3 },
      });
    taken.push(call);
    // The type of what each method gives is its own; what is read of it is here.
    return Promise.resolve(JSON.parse(JSON.stringify({ ok: true, result: { message_id: taken.length } })));
  });
  return { api, taken };
}

test.each([
  'sendPhoto p1',
  'sendPhoto p2',
  'sendVoice v1.ogg',
  'sendVoice v2.ogg',
  'sendMessage one',
  'sendVoice v3.ogg',
  'sendMessage two',
])('what was not taken at %s is sent by the next try, and nothing of what arrived before it', async (broken) => {
  const messages: Outgoing[] = [
    {
      html: 'one',
      media: [
        { kind: 'photo', handle: 'p1' },
        { kind: 'photo', handle: 'p2' },
      ],
      voices: [recording('v1'), recording('v2')],
    },
    { html: 'two', voices: [recording('v3')] },
  ];
  let away = true;
  const { api, taken } = telegram((call) => away && call === broken);
  const first = await sendAll(api, '1', messages);
  expect(first.ok).toBe(false);
  away = false;
  const after: SentSoFar | undefined = first.ok ? undefined : first.soFar;
  expect(await sendAll(api, '1', messages, { after })).toEqual({ ok: true });
  expect(taken).toEqual([
    'sendPhoto p1',
    'sendPhoto p2',
    'sendVoice v1.ogg',
    'sendVoice v2.ogg',
    'sendMessage one',
    'sendVoice v3.ogg',
    'sendMessage two',
  ]);
});
