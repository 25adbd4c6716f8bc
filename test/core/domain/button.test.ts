import { describe, expect, it } from 'vitest';
import { defineButtons, digits, oneOf, page, uuid, word } from '../../../src/core/domain/button.ts';
import { enquiryButtons } from '../../../src/core/grants/buttons.ts';
import { offerButtons, seatButtons } from '../../../src/core/offers/buttons.ts';
import { itemButtons, newsButtons, receiptButtons, voiceButtons } from '../../../src/core/turn/buttons.ts';

const ID = 'bbbbbbbb-0000-4000-8000-000000000000';
const tried = defineButtons('t', {
  bare: [],
  one: [uuid],
  list: [word, page],
  say: [uuid, oneOf(['yes', 'no'])],
  code: [digits(4)],
});

describe('a button is written from its arguments, and read back', () => {
  type Row = [data: string, what: string, args: unknown[]];
  const rows: Row[] = [
    ['t:bare', 'bare', []],
    [`t:one:${ID}`, 'one', [ID]],
    ['t:list:trainings:0', 'list', ['trainings', 0]],
    ['t:list:trainings:999', 'list', ['trainings', 999]],
    [`t:say:${ID}:no`, 'say', [ID, 'no']],
    ['t:code:0042', 'code', ['0042']],
  ];
  it.each(rows)('%s', (data, what, args) => {
    expect(tried.read(data)).toEqual({ what, args });
    expect((tried.write as Write)(what, ...args)).toBe(data);
  });
});

it.each([
  ['nothing', ''],
  ['another family', 'u:bare'],
  ['the family alone', 't'],
  ['a shape that is none', 't:other'],
  ['the name of something that every object has', 't:constructor'],
  ['an argument too few', 't:one'],
  ['an argument too many', `t:one:${ID}:${ID}`],
  ['an argument where there is none', 't:bare:'],
  ['an id that is none', 't:one:1'],
  ['an id in capitals', `t:one:${ID.toUpperCase()}`],
  ['a word that is empty', 't:list::0'],
  ['a page that is no number', 't:list:trainings:one'],
  ['a page below the first', 't:list:trainings:-1'],
  ['a page of four digits', 't:list:trainings:1000'],
  ['a code that is not in the list', `t:say:${ID}:maybe`],
  ['too few digits', 't:code:042'],
  ['digits of another script', 't:code:٠١٢٣'],
])('%s is no button', (_what, data) => {
  expect(tried.read(data)).toBeNull();
});

type Family = { read(data: string): { what: string; args: readonly unknown[] } | null; write: unknown };
type Write = (what: string, ...args: unknown[]) => string;

/** They stand in people's chats for months, and tests from outside press them (design.md §7). */
describe('the written form of what is in use stays to the letter', () => {
  const rows: [written: string, family: Family][] = [
    [`q:show:${ID}`, enquiryButtons],
    [`q:pick:${ID}:bbbbbbbb`, enquiryButtons],
    [`q:othertime:${ID}`, enquiryButtons],
    [`q:papers:${ID}:quote`, enquiryButtons],
    [`q:appeal:${ID}`, enquiryButtons],
    [`q:withdraw:${ID}`, enquiryButtons],
    ...['show', 'change', 'cancel', 'accept', 'decline', 'coming', 'cannot', 'calendar', 'here', 'certificate'].map(
      (what): [string, Family] => [`g:${what}:${ID}`, seatButtons],
    ),
    [`g:useful:${ID}:partly`, seatButtons],
    [`g:recommend:${ID}:yes`, seatButtons],
    ['o:list:trainings:0', offerButtons],
    ['o:list:grants:12', offerButtons],
    [`o:show:${ID}`, offerButtons],
    [`o:apply:${ID}`, offerButtons],
    [`i:show:${ID}`, itemButtons],
    [`i:add:${ID}`, itemButtons],
    [`i:withdraw:${ID}`, itemButtons],
    [`i:serious:${ID}`, itemButtons],
    [`i:rate:${ID}:no`, itemButtons],
    ...['open', 'ask', 'later', 'no', 'show', 'close', 'noted', 'mine'].map((what): [string, Family] => [
      `n:${what}`,
      newsButtons,
    ]),
    [`n:item:${ID}`, newsButtons],
    ['r:add:7519406933861259', receiptButtons],
    ['v:hear:0a1b2c3d4e5f', voiceButtons],
    ['v:stop', voiceButtons],
  ];
  it.each(rows)('%s', (written, family) => {
    const pressed = family.read(written) ?? { what: 'unread', args: [] };
    expect([pressed.what, ...pressed.args].join(':')).toBe(written.slice(2));
    expect((family.write as Write)(pressed.what, ...pressed.args)).toBe(written);
  });
});
