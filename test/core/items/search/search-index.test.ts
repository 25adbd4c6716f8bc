import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReference } from '../../../../src/core/domain/reference.ts';
import type { StaffMember } from '../../../../src/core/domain/staff/permissions.ts';
import { forgetByReference } from '../../../../src/core/forgetting/forget-by-reference.ts';
import { excludeStaff } from '../../../../src/core/items/hidden/exclude-staff.ts';
import { markSensitive } from '../../../../src/core/items/hidden/mark-sensitive.ts';
import { noteOnItem } from '../../../../src/core/items/note-on-item.ts';
import { replyToItem } from '../../../../src/core/items/reply-to-item.ts';
import { examineSearch } from '../../../../src/core/items/search/examine-search.ts';
import { findItems, isIndexBehind } from '../../../../src/core/items/search/find-items.ts';
import { indexPending, readSearchIndex, wordHash } from '../../../../src/core/items/search/search-index.ts';
import { makeTestLine, type TestLine } from '../../../support/line.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { makeResident } from '../../../support/resident.ts';
import { count, lastItem, row, rows } from '../../../support/rows.ts';
import { makeStaff } from '../../../support/staff.ts';

let database: TestDatabase;
let line: TestLine;
/** Another process on the same database. */
let beside: TestLine;
let staff: StaffMember;
beforeAll(async () => {
  database = await createTestDatabase();
  line = await makeTestLine({ url: database.url });
  beside = await makeTestLine({ url: database.url });
  staff = await makeStaff(line, ['triage', 'protection']);
});
afterAll(async () => {
  await line.close();
  await beside.close();
  await database.drop();
});

let nth = 0;
/** A word that nobody wrote before, of letters alone. */
const newWord = () => `fjala${[...String(nth++)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
async function send(text: string, options: { type?: string; anonymous?: boolean } = {}) {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback(text, options);
  return { resident, ...(await lastItem(line)) };
}
async function found(words: string, through = line): Promise<string[]> {
  const result = await findItems(through, staff, words, 10);
  if (!result.ok) throw new Error(result.code);
  return result.value.map(({ reference }) => reference);
}
const inMemory = async (word: string, through: TestLine) =>
  (await readSearchIndex(through)).find([wordHash(through, word)], 10).itemIds;

describe('the search', () => {
  it('finds an item by its words in any script, as soon as it was sent, in every process', async () => {
    const word = newWord();
    const { reference } = await send(`Вода ${word} në Zveçan`);
    for (const through of [line, beside]) {
      expect(await found(`voda ${word}`, through)).toEqual([reference]);
      expect(await found(`zvecan ${word.toUpperCase()}`, through)).toEqual([reference]);
      expect(await found(`${word} ${newWord()}`, through)).toEqual([]);
    }
  });

  it('finds an item by its number, however it is typed, and what was written about it in others', async () => {
    const { reference } = await send(newWord());
    for (const typed of [
      reference,
      ` ${reference.toLowerCase()} `,
      reference.replace('-', ''),
      reference.replace('-', ' '),
    ])
      expect(await found(typed)).toEqual([reference]);
    const other = await send(`${newWord()} ${reference}`);
    expect(await found(reference)).toEqual([reference, other.reference]);
    expect(await found(`${reference} ${newWord()}`)).toEqual([]);
  });

  it('finds by its number what is in no index, for who may see it, and for others nothing, as if there were none', async () => {
    const report = await send(newWord(), { type: 'sensitive_report' });
    const anonymous = await send(newWord(), { anonymous: true });
    const triage = await makeStaff(line, ['triage']);
    const by = (member: StaffMember, reference: string) => findItems(line, member, reference, 10);
    for (const member of [staff, triage])
      expect(await by(member, anonymous.reference)).toMatchObject({ ok: true, value: [{ id: anonymous.id }] });
    expect(await by(staff, report.reference)).toMatchObject({ ok: true, value: [{ id: report.id }] });
    const missing = makeReference('feedback', randomBytes(5));
    expect(await by(triage, report.reference)).toEqual(await by(triage, missing));
    expect(await by(triage, report.reference)).toEqual({ ok: true, value: [] });
    await excludeStaff(line, staff, report.reference, [staff.id]);
    expect(await by(staff, report.reference)).toEqual({ ok: true, value: [] });
  });

  it('finds what was added, what was noted and what an edit brought, and no more what it took away', async () => {
    const [first, added, edited, noted] = [newWord(), newWord(), newWord(), newWord()];
    const { resident, id, reference } = await send(first);
    expect(await found(first)).toEqual([reference]);
    await resident.act({ kind: 'button', data: `i:add:${id}` });
    const message = { kind: 'text' as const, text: added, handle: '777001' };
    await resident.act({ kind: 'message', message });
    await resident.press('messages:!done');
    expect(await found(`${first} ${added}`)).toEqual([reference]);
    await resident.act({ kind: 'edited', message: { ...message, text: edited } });
    await noteOnItem(line, staff, reference, { text: noted });
    expect(await found(`${first} ${edited} ${noted}`)).toEqual([reference]);
    expect(await found(added)).toEqual([]);
  });

  it('shows the newest first and no more than asked for, though some before them may not be seen any more', async () => {
    const word = newWord();
    const references: string[] = [];
    for (let time = 0; time < 5; time += 1) references.unshift((await send(word)).reference);
    expect(await found(word)).toEqual(references);
    // Gone from the rows alone, as for a process that has not read on.
    await rows(line, 'alter table items disable trigger items_leave_index');
    await rows(line, `update items set sensitive = true where reference in ('${references[0]}', '${references[1]}')`);
    await rows(line, 'alter table items enable trigger items_leave_index');
    const two = await findItems(line, staff, word, 2);
    expect(two.ok && two.value.map(({ reference }) => reference)).toEqual(references.slice(2, 4));
  });
});

describe('the index', () => {
  it('holds nothing of sensitive or anonymous items and of answers, not even that they wait for it', async () => {
    const words = [newWord(), newWord(), newWord()];
    const sensitive = await send(words[0] as string, { type: 'sensitive_report' });
    const anonymous = await send(words[1] as string, { anonymous: true });
    const ids = `('${sensitive.id}', '${anonymous.id}')`;
    expect(await count(line, `search_pending where item_id in ${ids}`)).toBe(0);
    const { reference } = await send('pyetje');
    await replyToItem(line, staff, reference, { text: words[2] as string, changeKey: randomUUID() });
    for (const word of words) {
      expect(await found(word)).toEqual([]);
      expect(await inMemory(word, line)).toEqual([]);
    }
    expect(await count(line, `search_bags where item_id in ${ids}`)).toBe(0);
  });

  const ENDS: Record<string, (item: { reference: string; id: string }) => Promise<unknown>> = {
    'marked sensitive': ({ reference }) => markSensitive(line, staff, reference),
    forgotten: ({ reference }) => forgetByReference(line, reference),
    'made sensitive by whatever other way': ({ id }) =>
      rows(line, `update items set sensitive = true where id = '${id}'`),
  };
  for (const [name, end] of Object.entries(ENDS))
    it(`lets go of an item that is ${name}: of its bag at once, and of its words in every process`, async () => {
      const word = newWord();
      const item = await send(word);
      for (const through of [line, beside]) expect(await inMemory(word, through)).toEqual([item.id]);
      await end(item);
      expect(await count(line, `search_bags where item_id = '${item.id}' and sealed is not null`)).toBe(0);
      for (const through of [line, beside]) {
        expect(await found(word, through)).toEqual([]);
        expect(await inMemory(word, through)).toEqual([]);
      }
      expect(await count(line, `search_bags where item_id = '${item.id}' and sealed is not null`)).toBe(0);
    });

  it('is never given an item that becomes sensitive while its bag is made', async () => {
    for (let time = 0; time < 8; time += 1) {
      const item = await send(newWord());
      await Promise.all([indexPending(line), markSensitive(beside, staff, item.reference), indexPending(beside)]);
      await indexPending(line);
      expect(await count(line, `search_bags where item_id = '${item.id}' and sealed is not null`)).toBe(0);
    }
  });

  it('misses nothing when several processes index and search while residents write', async () => {
    const word = newWord();
    const write = async () => {
      for (let time = 0; time < 4; time += 1) await send(word);
    };
    const search = async (through: TestLine) => {
      for (let time = 0; time < 12; time += 1) await found(word, through);
    };
    await Promise.all([write(), write(), search(line), search(beside), indexPending(beside)]);
    for (const through of [line, beside]) expect((await found(word, through)).length).toBe(8);
  });

  it('tells by the size of a bag no more than a class', async () => {
    const sizes = async (words: number) => {
      const { id } = await send(Array.from({ length: words }, newWord).join(' '));
      await indexPending(line);
      return (await row(line, `select length(sealed) as n from search_bags where item_id = '${id}'`)).n;
    };
    expect(new Set([await sizes(1), await sizes(7), await sizes(16)]).size).toBe(1);
    expect(await sizes(17)).toBe(await sizes(32));
  });

  it('is made anew as it runs, says so meanwhile, and new words are found before that is done', async () => {
    const [before, after] = [newWord(), newWord()];
    const old = await send(before);
    await indexPending(line);
    // As the migration leaves it: no bag, and everything that may be found waits.
    await rows(line, 'delete from search_bags');
    await rows(
      line,
      'insert into search_pending (item_id, rebuild) select id, true from items where not sensitive and not anonymous and redacted_at is null',
    );
    const fresh = await makeTestLine({ url: database.url });
    expect(await isIndexBehind(fresh)).toBe(true);
    expect(await examineSearch(fresh.database.read)).toMatchObject({
      level: 'warn',
      say: expect.stringMatching(/made anew.* [1-9]\d* items left/),
    });
    const { reference } = await send(after);
    expect(await found(after, fresh)).toEqual([reference]);
    await indexPending(fresh);
    expect(await isIndexBehind(fresh)).toBe(false);
    expect(await examineSearch(fresh.database.read)).toMatchObject({ level: 'ok' });
    expect(await found(before, fresh)).toEqual([old.reference]);
    await fresh.close();
  });
});
