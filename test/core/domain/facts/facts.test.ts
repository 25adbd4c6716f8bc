import { readFile } from 'node:fs/promises';
import { expect, expectTypeOf, test } from 'vitest';
import { type AnyFact, FACTS } from '../../../../src/core/domain/facts/every-fact.ts';
import { count, type Fact, facts, isFact, maybe, type NewFact } from '../../../../src/core/domain/facts/fact.ts';
import { ITEM_FACTS } from '../../../../src/core/domain/facts/item-facts.ts';
import { GRANT_FACTS, OFFER_FACTS } from '../../../../src/core/domain/facts/offer-facts.ts';
import { PEOPLE_FACTS } from '../../../../src/core/domain/facts/people-facts.ts';

const english = JSON.parse(await readFile(new URL('../../../../locales/en/staff.json', import.meta.url), 'utf8')) as {
  event: Record<string, string>;
};

test('each fact has its text for staff, and no text is of none', () => {
  expect(Object.keys(english.event).toSorted()).toEqual(Object.keys(FACTS).toSorted());
});

test('no kind is named by two parts', () => {
  const kinds = [ITEM_FACTS, PEOPLE_FACTS, OFFER_FACTS, GRANT_FACTS].flatMap((part) => Object.keys(part));
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(Object.keys(FACTS)).toHaveLength(kinds.length);
});

test.each([
  ['what holds nothing', { kind: 'item_claimed', data: {} }, true],
  ['what an earlier version held besides', { kind: 'item_claimed', data: { more: 1 } }, true],
  ['a code of its list', { kind: 'item_closed', data: { reason: 'answered' } }, true],
  ['a code of no list', { kind: 'item_closed', data: { reason: 'bored' } }, false],
  ['nothing where something is held', { kind: 'item_closed', data: {} }, false],
  ['one of what may be left out', { kind: 'item_classified', data: { sector: 'health' } }, true],
  [
    'a day of duty',
    { kind: 'duty_added', data: { staffId: 'a', day: '2026-12-24', duty: 'on', from: 0, to: 60 } },
    true,
  ],
  ['a kind that is not known', { kind: 'item_sung', data: {} }, false],
  ['a name that every object has', { kind: 'constructor', data: {} }, false],
])('a row is read as a fact, whole: %s', (_, row, whole) => {
  expect(isFact(FACTS, row)).toBe(whole);
});

test('a fact without its data, with a code of no list, or of no table does not compile', () => {
  type Own = Fact<typeof OWN>;
  const OWN = facts({ song_sung: { verses: count, loud: maybe(count) }, song_ended: {} });
  expectTypeOf<{ kind: 'song_sung'; data: { verses: number } }>().toExtend<Own>();
  expectTypeOf<{ kind: 'song_ended' }>().toExtend<Own>();
  expectTypeOf<{ kind: 'song_sung' }>().not.toExtend<Own>();
  expectTypeOf<{ kind: 'song_sung' }>().not.toExtend<AnyFact>();
  expectTypeOf<{ kind: 'item_closed' }>().not.toExtend<AnyFact>();
  expectTypeOf<{ kind: 'item_closed'; data: { reason: 'bored' } }>().not.toExtend<AnyFact>();
  expectTypeOf<{ kind: 'item_closed'; data: { reason: 'answered' } }>().toExtend<AnyFact>();
  expectTypeOf<NewFact<typeof OWN>['actor']>().toEqualTypeOf<'resident' | 'staff' | 'system'>();
  expect(isFact(OWN, { kind: 'song_sung', data: { verses: 3 } })).toBe(true);
});
