import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Update } from 'grammy/types';
import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { readUpdate } from '../../src/bots/telegram/read-update.ts';
import { LANGUAGES, STAFF_AGENCIES } from '../../src/core/domain/codes.ts';
import { loadReview } from '../../src/core/i18n/review.ts';
import { missing, namedTests, tableRows } from '../support/named-tests.ts';
import { createTestDatabase } from '../support/postgres.ts';

/** What residents read before they trust the line: each sentence of it is true, and a test says so. */
const PAGES = ['consent', 'privacy', 'forget'];
const LOCALES = join(import.meta.dirname, '../../locales');
const textsOf = (language: string, page: string) =>
  JSON.parse(readFileSync(join(LOCALES, language, `${page}.json`), 'utf8')) as Texts;
const rows = tableRows('docs/promises.md').map(({ line, cells }) => ({ line, cells, key: bare(cells[0] as string) }));

function bare(cell: string): string {
  return cell.replaceAll('`', '');
}

type Texts = { [key: string]: string | Texts };

function flat(texts: Texts, before: string): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[`${before}${key}`, text] as [string, string]] : flat(text, `${before}${key}.`),
  );
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.?!])\s+|\n/).map((sentence) => sentence.trim());
}

describe.each(PAGES)('every sentence of the page %s', (page) => {
  const said = flat(textsOf('en', page), `${page}:`).flatMap(([key, text]) =>
    sentences(text).map((sentence) => ({ key, sentence })),
  );

  test('is listed with the test that makes it true, in its own words', () => {
    const listed = rows.filter(({ key }) => key.startsWith(`${page}:`));
    expect(listed.map(({ key, cells }) => ({ key, sentence: cells[1] }))).toEqual(said);
  });
});

test('each promise names a test that is there, or says why it claims nothing', () => {
  for (const { line, cells } of rows) {
    expect(cells, `line ${line}`).toHaveLength(3);
    const held = cells[2] as string;
    if (/^(a question|a label|a button|a greeting|an invitation|the programme’s own word)$/.test(held)) continue;
    const named = namedTests(held);
    expect(named, `line ${line} names no test`).not.toEqual([]);
    expect(named.map(missing).filter(Boolean), `line ${line}`).toEqual([]);
  }
});

test.each(LANGUAGES)('in %s the page names the agencies whose staff there can be, and no other', (language) => {
  const { who } = textsOf(language, 'consent') as { who: string };
  // Under its own letters in a language, with those of everywhere behind: SZO (WHO), OBSH-së (WHO).
  const named = who.replace(/\b[A-Z]+(?:-\p{L}+)? \((?=[A-Z]+\))/gu, '(').match(/\b[A-Z]{3,}\b/g);
  expect([...(named ?? []), 'local_ngo']).toEqual([...STAFF_AGENCIES]);
});

test('staff are shown no Telegram identity: nothing of it gets past the reading of an update', () => {
  const who = { id: 7, is_bot: false, first_name: 'Canary-First', last_name: 'Canary-Last', username: 'canary_user' };
  const chat = { ...who, type: 'private' };
  const at = { message_id: 5, date: 1, from: who, chat };
  const updates = [
    { message: { ...at, text: 'ujë' } },
    { edited_message: { ...at, text: 'ujë', edit_date: 2 } },
    { message: { ...at, contact: { phone_number: '+38344000000', first_name: 'Canary-First', user_id: 7 } } },
    { message: { ...at, text: 'x', forward_origin: { type: 'user', date: 1, sender_user: who } } },
    { callback_query: { id: '1', from: who, message: at, data: 'm:menu', chat_instance: '1' } },
    { my_chat_member: { chat, from: who, date: 1, new_chat_member: { user: who, status: 'kicked' } } },
  ];
  for (const update of updates) {
    const read = readUpdate({ update_id: 1, ...update } as unknown as Update);
    expect(read.kind).toBe('turn');
    expect(JSON.stringify(read)).not.toMatch(/canary/i);
  }
});

/** Each column of `residents`, and the sentence that tells of it; `ours` holds nothing that they sent or are. */
const HELD: Record<string, string> = {
  id: 'ours',
  chat_hash: 'privacy:nothing',
  chat_key_version: 'ours',
  language: 'privacy:language',
  second_language: 'privacy:second_language',
  hears: 'privacy:hears',
  key_id: 'ours',
  channel: 'ours',
  sealed_address: 'consent:keep',
  sealed_contact: 'privacy:file.contact_how',
  sealed_profile: 'consent:keep',
  plain_dialogue: 'privacy:nothing',
  sealed_dialogue: 'consent:keep',
  sealed_prompt: 'ours',
  prompted_at: 'ours',
  plain_bubbles: 'privacy:numbers',
  sealed_bubbles: 'privacy:numbers',
  sealed_envelope: 'consent:keep',
  last_update_hash: 'ours',
  delivering_until: 'ours',
  consented_at: 'privacy:since',
  consent_version: 'ours',
  blocked_at: 'privacy:days',
  expires_at: 'consent:disagreed',
  created_at: 'privacy:since',
  last_seen_at: 'privacy:days',
};

test('of a resident nothing is kept but what the pages say', async () => {
  const database = await createTestDatabase();
  const sql = postgres(database.url, { max: 1 });
  try {
    const columns = await sql<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = 'residents' order by ordinal_position`;
    expect(columns.map(({ name }) => name).sort()).toEqual(Object.keys(HELD).sort());
    const told = new Set([...rows.map(({ key }) => key), 'ours']);
    expect(Object.values(HELD).filter((key) => !told.has(key))).toEqual([]);
  } finally {
    await sql.end();
    await database.drop();
  }
});

test('Romani is reviewed by nobody yet', () => {
  const review = loadReview(LOCALES);
  expect(review.rom?.default.state).toBe('machine');
  expect(Object.values(review.rom?.strings ?? {}).filter(({ state }) => state !== 'machine')).toEqual([]);
});
