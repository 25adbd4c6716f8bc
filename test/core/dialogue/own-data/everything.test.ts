import { readdir } from 'node:fs/promises';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { sealedIn } from '../../../../src/core/privacy/places.ts';

/*
 * Where each sealed place, and each table with something of a resident, is in what they are given; or, after "not:", why it is not. Whoever
 * adds one fails here until they have decided.
 */
const PLACES: Record<keyof typeof sealedIn, string> = {
  dataKey: 'not: of the database',
  personKey: 'not: opens the rest, and says nothing',
  address: 'person: chat',
  contact: 'person: name, phone, contact_how',
  profile: 'person: gender, age, community, disability',
  dialogue: 'unsent',
  prompt: 'not: a question of ours until it has arrived',
  bubbles: 'person: chat_messages',
  envelope: 'not: sent without a name; nothing may tie it to them',
  say: 'person: waiting; its words are in the item',
  farewell: 'not: of somebody who was forgotten',
  settlement: 'item: settlement',
  searchBag: 'not: made of the words, to find them',
  message: 'words',
  messageVersion: 'words: before',
  quotation: 'item: quoted',
  named: 'not: of sensitive items alone',
  referral: 'not: what agencies write to each other, as notes are; that it was handed over is told',
  registration: 'registration: name, phone, needs, answers, what they said for the rules',
  enquiry: 'application: name, phone, answers',
  enquiryReason: 'application: reason',
  paperReason: 'application: paper',
  slackTs: 'not: of a post of ours',
};

const TABLES: Record<string, string> = {
  residents: 'person',
  deliveries: 'person: waiting',
  items: 'item',
  messages: 'words',
  message_versions: 'words: before',
  referrals: 'item: referral',
  quotations: 'item: quoted',
  registrations: 'registration',
  attendance: 'registration: attended',
  certificates: 'registration: certificate',
  reminders: 'registration: reminded',
  enquiries: 'application',
  papers: 'application: paper',
  appointments: 'application: appointment',
  events: 'not: who of the staff did what, by codes; what came of it is the state',
  join_codes: 'not: hashes of a code that opens once, for a week',
  item_cleared: 'not: when something was taken down',
  item_exclusions: 'not: who of the staff may not see it',
  item_named: 'not: of sensitive items alone',
  search_bags: 'not: made of the words, to find them',
  search_pending: 'not: waits to be found',
  slack_posts: 'not: of a post of ours',
  news_told: 'not: which of our messages to staff says something of it',
};

const SCHEMA = new URL('../../../../src/db/schema/', import.meta.url);
const files = (await readdir(SCHEMA, { recursive: true })).filter(
  (name) => /\.ts$/.test(name) && name !== 'columns.ts',
);
const modules: Record<string, unknown>[] = await Promise.all(files.map((name) => import(new URL(name, SCHEMA).href)));
const tables = modules
  .flatMap((module) => Object.values(module))
  .filter((one): one is PgTable => is(one, PgTable))
  .map((table) => getTableConfig(table));

/** Those whose rows hang on a resident or an item, however far. */
function ofResidents(): Set<string> {
  const found = new Set(['residents', 'items']);
  const hangs = (table: (typeof tables)[number]) =>
    table.foreignKeys.some((key) => found.has(getTableConfig(key.reference().foreignTable).name)) ||
    table.columns.some(({ name }) => name === 'resident_id' || name === 'item_id');
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const table of tables) if (hangs(table)) found.add(table.name);
  }
  return found;
}

test('every sealed place is in what a resident is given, or it is said why not', () => {
  expect(Object.keys(PLACES).sort()).toEqual(Object.keys(sealedIn).sort());
});

test('every table with something of a resident is in it too', () => {
  expect([...ofResidents()].sort()).toEqual(Object.keys(TABLES).sort());
});
