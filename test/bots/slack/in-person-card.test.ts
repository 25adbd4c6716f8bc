import { expect, test } from 'vitest';
import { renderCard } from '../../../src/bots/slack/cards/render-card.ts';
import { residentWords } from '../../../src/bots/slack/kit/words.ts';
import type { ItemView, ViewedPerson } from '../../../src/core/views/item-view.ts';
import { makeMessage, makeView } from './deliver-view.ts';

const NOW = new Date('2026-12-20T08:00:00Z');
const since = new Date('2026-11-21T08:00:00Z');
const person = (changes: Partial<ViewedPerson> = {}): ViewedPerson => ({
  ...{ way: 'phone', hasContact: true, toTell: [], codeUntil: null, told: null },
  ...changes,
});
const card = (changes: Partial<ItemView['item']>, parts: Partial<ItemView>): string =>
  JSON.stringify(renderCard(makeView({ channel: 'phone', toldByStaff: true, ...changes }, parts), NOW).blocks);

test.each([
  ['phone', 'To be told by phone'],
  ['in_person', 'To be told in person'],
  ['other', 'To be told by one of us'],
] as const)(
  'the card of whoever came by %s says that somebody must tell them, and never that it was delivered',
  (way, words) => {
    const shown = card(
      {},
      {
        person: person({ way, toTell: [{ kind: 'answer', says: [], since, messageId: 'm' }] }),
        messages: [
          makeMessage('Do të vijmë.', {
            direction: 'out',
            staffName: 'Ana',
            delivery: { state: 'to_tell', reason: null, sentAt: null },
          }),
        ],
      },
    );
    expect(shown).toContain(words);
    expect(shown).toContain('"action_id":"told"');
    expect(shown).toContain('OVERDUE');
    for (const untrue of ['delivered', 'sending']) expect(shown).not.toContain(untrue);
  },
);

test('what is to be said stands there as they would read it, in their language', () => {
  const says = [{ lines: [{ key: 'items:referral_accepted', values: { reference: 'F-7K3QM2', agency: 'UNICEF' } }] }];
  const shown = card(
    { language: 'sq' },
    { person: person({ toTell: [{ kind: 'notice', says, since, messageId: null }] }) },
  );
  expect(shown).toContain('UNICEF');
});

test('what is asked when something was closed stands there too, since somebody has to ask it', () => {
  const says = [
    { lines: [{ key: 'items:closed.what_was_done' }], quote: 'U rregullua.' },
    { lines: [{ key: 'items:closed.ask' }] },
  ];
  const shown = card(
    { language: 'sq' },
    { person: person({ toTell: [{ kind: 'closing', says, since, messageId: 'm' }] }) },
  );
  expect(shown).toContain(residentWords({ key: 'items:closed.ask' }, 'sq'));
  expect(shown).not.toContain('U rregullua.');
});

test('once they were told it says by whom, and can be taken back', () => {
  const shown = card({}, { person: person({ told: { staffName: 'Ana', at: since } }) });
  expect(shown).toContain('Told by');
  expect(shown).toContain('"action_id":"not_told"');
  expect(shown).not.toContain('"action_id":"told"');
});

test('a closed item is overdue too while nobody has told them', () => {
  const closed = { status: 'closed', closedReason: 'acted_on', closedAt: since } as const;
  expect(
    card(closed, { person: person({ toTell: [{ kind: 'closing', says: [], since, messageId: 'm' }] }) }),
  ).toContain('OVERDUE');
  expect(card(closed, { person: person() })).not.toContain('OVERDUE');
});

test('a sensitive card says nothing of it', () => {
  const shown = card(
    { sensitive: true },
    { person: person({ toTell: [{ kind: 'answer', says: [], since, messageId: 'm' }] }) },
  );
  for (const said of ['told', 'phone', 'contact']) expect(shown).not.toContain(said);
});
