import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStanding } from '../../../src/core/dialogue/open-standing.ts';
import { sealedIn } from '../../../src/core/privacy/places.ts';
import { sealJson } from '../../../src/core/privacy/seal.ts';
import { readResident } from '../../../src/db/queries/residents/residents.ts';
import { makeTestLine, type TestLine } from '../../support/line.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { makeResident } from '../../support/resident.ts';
import { row } from '../../support/rows.ts';

let database: TestDatabase;
let line: TestLine;
beforeAll(async () => {
  database = await createTestDatabase();
  line = await makeTestLine({ url: database.url });
});
afterAll(async () => {
  await line.close();
  await database.drop();
});

const ID = 'bbbbbbbb-0000-4000-8000-000000000000';
const offer = { offerId: ID, reference: 'T-1', promiseVersion: 2 };
const form = { form: 'papers', version: 1, key: ID, at: 'messages', answers: {}, trail: [] };

it.each([
  ['a registration that is changed', { ...offer, registrationId: ID }, { registrationId: ID }],
  ['a paper that is sent', { ...offer, enquiryId: ID, paper: 'id' }, { enquiryId: ID, paper: 'id' }],
])('%s goes on from a standing that an earlier version sealed', async (_what, about, own) => {
  const someone = makeResident(line);
  await someone.agree();
  const { id } = await row(line, 'select id from residents order by created_at desc limit 1');
  const resident = await readResident(line.database.read, String(id));
  if (!resident?.keyId) throw new Error('no resident');
  const key = await line.keyring.key(line.database.read, resident.keyId);
  if (!key) throw new Error('no key');
  const opened = async (dialogue: object) => {
    const sealedDialogue = sealJson(key, sealedIn.dialogue(resident.id), dialogue);
    const { place } = await openStanding(
      line.database.read,
      line,
      await line.settings(),
      { ...resident, sealedDialogue },
      null,
    );
    return place;
  };
  const open = await opened({ form, about });
  expect(open.dialogue).toEqual({ form, about: { ...offer, own } });
  expect(open.context.own).toEqual(own);
  expect((await opened({ form: null, parked: { form, about } })).dialogue).toEqual({
    form: null,
    parked: { form, about: { ...offer, own } },
  });
  expect((await opened({ form, about: { ...offer, sensitive: true } })).dialogue.about).toEqual({
    ...offer,
    sensitive: true,
  });
});
