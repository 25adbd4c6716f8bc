import { describe, expect, test } from 'vitest';
import { doneNow, hintFor, type Seen } from '../../../src/sandbox/page/tour/progress.ts';
import type { ChatMessage, Step } from '../../../src/sandbox/page/wire/contract.ts';

let next = 1;
const bot = (text: string, buttons: Record<string, string> = {}): ChatMessage => ({
  messageId: next++,
  from: 'bot',
  date: '2026-11-23T10:00:00.000Z',
  text,
  markup: { inline_keyboard: Object.entries(buttons).map(([data, label]) => [{ text: label, callback_data: data }]) },
});
const resident = (text: string): ChatMessage => ({
  messageId: next++,
  from: 'resident',
  date: '2026-11-23T10:00:00.000Z',
  text,
});
const step = (station: Step['station'], what: string, more: Partial<Step> = {}): Step => ({
  at: '2026-11-23T10:00:00.000Z',
  station,
  what,
  ok: true,
  ...more,
});
const seen = (given: Partial<Seen> = {}): Seen => ({
  phones: [[]],
  steps: [],
  faults: [{ name: 'slack_down', on: false, possible: true }],
  startLabel: 'Fillo',
  ...given,
});
const down: Seen['faults'] = [{ name: 'slack_down', on: true, possible: true }];
const failed = step('card', 'fault', { ok: false });

describe('a step of the tour is done when it really happened, in whatever order', () => {
  test.each<[string, Partial<Seen>, number[]]>([
    ['nothing yet', {}, []],
    ['the menu was shown after agreeing', { phones: [[bot('?', { '7:m:feedback': 'Dua të them diçka' })]] }, [1]],
    ['the bot named a number', { phones: [[bot('E morëm. F-7K3QM2')]] }, [2]],
    ['a resident who writes such a number did not get one', { phones: [[resident('F-7K3QM2')]] }, []],
    ['staff replied', { steps: [step('transaction', 'item_replied')] }, [3]],
    ['somebody registered first, on the second phone', { phones: [[], [bot('R-7K3QM2')]] }, [4]],
    ['a card failed while Slack is down', { faults: down, steps: [failed] }, []],
    ['Slack is back, and the card is not there yet', { steps: [failed] }, []],
    ['the card came after it had failed', { steps: [failed, step('card', 'posted')] }, [5]],
    ['a card that came before does not count', { steps: [step('card', 'posted'), failed] }, []],
  ])('%s', (_name, given, done) => expect(doneNow(seen(given))).toEqual(done));
});

describe('the hint names what stands on the phone', () => {
  const asked = (buttons: Record<string, string>) => seen({ phones: [[resident('/start'), bot('?', buttons)]] });
  test.each<[string, 1 | 2, Seen, object]>([
    ['an empty phone', 1, seen(), { key: 'start', label: 'Fillo' }],
    ['after one’s own message', 1, seen({ phones: [[resident('/start')]] }), { key: 'wait_bot' }],
    ['a choice', 1, asked({ 'language:sq': 'Shqip' }), { key: 'choose', label: 'Shqip' }],
    [
      'consent, never the other button',
      1,
      asked({ 'agree:no': 'Jo', 'agree:yes': 'Po' }),
      { key: 'press', label: 'Po' },
    ],
    ['the menu', 2, asked({ 'm:my': 'Të miat', 'm:feedback': 'Flas' }), { key: 'press', label: 'Flas' }],
    ['the message itself', 2, asked({ 'messages:!done': 'U krye' }), { key: 'write' }],
    ['sending', 2, asked({ 'check:edit': 'Ndrysho', 'check:send': 'Dërgo' }), { key: 'press', label: 'Dërgo' }],
    ['a message without buttons', 2, asked({}), { key: 'menu' }],
  ])('%s', (_name, number, given, hint) => expect(hintFor(number, given)).toMatchObject(hint));

  test('after a sentence was taken it says to finish, not to write again', () => {
    const done = { 'messages:!done': '✅ U krye' };
    const phones = [[bot('Shkruani', done), resident('Nuk ka ujë'), bot('✔ E morëm', done)]];
    expect(hintFor(2, seen({ phones }))).toMatchObject({ key: 'press', label: '✅ U krye' });
  });
});

describe('the hints for staff and for breaking follow what happened', () => {
  const phones = [[bot('F-7K3QM2')]];
  const reference = 'F-7K3QM2';
  test.each<[string, 3 | 5, Partial<Seen>, object]>([
    ['a new card', 3, { phones }, { key: 'card', reference, pane: 'workspace' }],
    ['a claimed card', 3, { phones, steps: [step('transaction', 'item_claimed', { reference })] }, { key: 'reply' }],
    ['Slack is there', 5, {}, { key: 'slack_off', pane: 'glass' }],
    ['Slack was taken away', 5, { faults: down }, { key: 'send_more', pane: 'phone' }],
    ['a card waits', 5, { faults: down, steps: [failed] }, { key: 'slack_on' }],
    ['Slack is back', 5, { steps: [failed] }, { key: 'arrives', pane: 'workspace' }],
  ])('%s', (_name, number, given, hint) => expect(hintFor(number, seen(given))).toMatchObject(hint));
});
