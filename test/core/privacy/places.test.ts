import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { sealedIn } from '../../../src/core/privacy/places.ts';

/** As people's databases hold them. A line that changes here is data that does not open any more. */
const WRITTEN: Record<keyof typeof sealedIn, string> = {
  dataKey: 'data-key:chat:2',
  personKey: 'person-key:id',
  address: 'chat:id',
  profile: 'profile:id',
  contact: 'contact:id',
  dialogue: 'dialogue:id',
  prompt: 'prompt:id',
  bubbles: 'bubbles:id',
  envelope: 'envelope:id',
  say: 'say:id',
  farewell: 'farewell:id',
  settlement: 'settlement:id',
  searchBag: 'search-bag:id',
  message: 'message:id',
  messageVersion: 'message-version:id',
  quotation: 'quotation:id',
  named: 'named:id',
  referral: 'referral:id:remark',
  registration: 'registration:id',
  enquiry: 'enquiry:id',
  enquiryReason: 'enquiry:id:reason',
  paperReason: 'paper:id:key',
  slackTs: 'slack-ts:id',
};

test('every place is written as it was when what lies there was sealed', () => {
  const { dataKey, referral, paperReason, ...ofOne } = sealedIn;
  const written = Object.fromEntries(Object.entries(ofOne).map(([name, make]) => [name, make('id')]));
  expect({
    ...written,
    dataKey: dataKey('chat', 2),
    referral: referral('id', 'remark'),
    paperReason: paperReason('id', 'key'),
  }).toEqual(WRITTEN);
  expect(referral('id', 'answer')).toBe('referral:id:answer');
});

test('no two places of one id are the same', () => {
  expect(new Set(Object.values(WRITTEN)).size).toBe(Object.keys(WRITTEN).length);
});

test('a place is made in one file', async () => {
  const core = new URL('../../../src/', import.meta.url);
  const names = (await readdir(core, { recursive: true })).filter((name) =>
    /^(core|bots|run|commands)\/.*\.ts$/.test(name),
  );
  const texts = await Promise.all(
    names.map(async (name) => [name, await readFile(new URL(name, core), 'utf8')] as const),
  );
  expect(texts.filter(([, text]) => text.includes('as SealedPlace')).map(([name]) => name)).toEqual([
    'core/privacy/places.ts',
  ]);
});
