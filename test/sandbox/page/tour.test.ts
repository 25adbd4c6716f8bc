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
  language: 'sq',
  mayAnswer: true,
  ...given,
});
const down: Seen['faults'] = [{ name: 'slack_down', on: true, possible: true }];
const telegramDown: Seen['faults'] = [{ name: 'telegram_down', on: true, possible: true }];
const failed = step('card', 'fault', { ok: false });

describe('a step of the tour is done when it really happened, in whatever order', () => {
  test.each<[string, Partial<Seen>, number[]]>([
    ['nothing yet', {}, []],
    ['the menu was shown after agreeing', { phones: [[bot('?', { '7:m:feedback': 'Dua të them diçka' })]] }, [1]],
    ['the bot named a number', { phones: [[bot('E morëm. F-7K3QM2')]] }, [2]],
    ['a resident who writes such a number did not get one', { phones: [[resident('F-7K3QM2')]] }, []],
    ['staff replied', { steps: [step('transaction', 'item_replied')] }, [3]],
    ['the resident said whether it helped', { steps: [step('transaction', 'item_rated')] }, [4]],
    ['somebody registered first, on the second phone', { phones: [[], [bot('R-7K3QM2')]] }, [4]],
    ['a card failed while Slack is down', { faults: down, steps: [failed] }, []],
    ['Slack is back, and the card is not there yet', { steps: [failed] }, []],
    ['the card came after it had failed', { steps: [failed, step('card', 'posted')] }, [5]],
    ['a card that came before does not count', { steps: [step('card', 'posted'), failed] }, []],
  ])('%s', (_name, given, done) => expect(doneNow(seen(given))).toEqual(done));
});

describe('the hint names what stands on the phone', () => {
  const asked = (buttons: Record<string, string>) => seen({ phones: [[resident('/start'), bot('?', buttons)]] });
  test.each<[string, 1 | 2 | 4, Seen, object]>([
    ['an empty phone', 1, seen(), { key: 'start', label: 'Fillo' }],
    ['after one’s own message', 1, seen({ phones: [[resident('/start')]] }), { key: 'wait_bot' }],
    ['a choice', 1, asked({ 'f:1:language:sq': 'Shqip' }), { key: 'choose', label: 'Shqip' }],
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
    [
      'the language that the phone is set to',
      1,
      asked({ 'f:1:language:en': 'English', 'f:1:language:sq': 'Shqip' }),
      { key: 'choose', label: 'Shqip' },
    ],
    ['who did not agree', 2, asked({ 'm:language': 'Gjuha', 'm:start': 'Lexo' }), { key: 'press', label: 'Lexo' }],
    ['a question that is answered in words', 4, asked({ 'f:1::!back': 'Prapa' }), { key: 'answer' }],
    [
      'what may be left out',
      4,
      asked({ 'f:1:gender:woman': 'Grua', 'f:1:gender:!skip': 'Kapërce' }),
      { label: 'Kapërce' },
    ],
    ['the list of offers', 4, asked({ 'o:show:1': 'Kurs', 'm:menu': 'Menyja' }), { key: 'register' }],
    ['an offer', 4, asked({ 'o:apply:1': 'Regjistrohu', 'o:list:0': 'Lista' }), { label: 'Regjistrohu' }],
    ['whether it helped', 4, asked({ 'i:rate:a-1:yes': 'Po' }), { key: 'choose', label: 'Po', code: 'a-1:yes' }],
    ['what else one may do with a registration', 4, asked({ 'g:show:a-1': 'Im' }), { key: 'trainings' }],
    ['an answer of staff, whose button is not needed', 4, asked({ 'i:add:a-1': 'Përgjigju' }), { key: 'trainings' }],
  ])('%s', (_name, number, given, hint) => expect(hintFor(number, given)).toMatchObject(hint));

  test('after a sentence was taken it says to finish, not to write again', () => {
    const done = { 'messages:!done': '✅ U krye' };
    const phones = [[bot('Shkruani', done), resident('Nuk ka ujë'), bot('✔ E morëm', done)]];
    expect(hintFor(2, seen({ phones }))).toMatchObject({ key: 'press', label: '✅ U krye' });
  });
});

test('a keyboard that stands under the question does not hide the question', () => {
  const phones = [[bot('?', { 'f:1:settlement:!skip': 'Kapërce' }), bot('👇')]];
  expect(hintFor(2, seen({ phones }))).toMatchObject({ key: 'press', label: 'Kapërce' });
});

test('the second message of a resident is asked for, whatever was written long before', () => {
  const phones = [[resident('e para'), bot('F-7K3QM2'), bot('Shkruani', { 'f:1:messages:!done': 'U krye' })]];
  expect(hintFor(2, seen({ phones }))).toMatchObject({ key: 'write' });
});

describe('the hints for staff and for breaking follow what happened', () => {
  const phones = [[bot('F-7K3QM2')]];
  const reference = 'F-7K3QM2';
  const tried = [
    step('transaction', 'item_submitted', { reference }),
    step('job', 'retry', { ok: false, reason: 'no_answer', reference }),
  ];
  const busy = [tried[0] as Step, step('job', 'retry', { ok: false, reason: 'card_busy', reference })];
  test.each<[string, 2 | 3 | 5, Partial<Seen>, object]>([
    ['a new card', 3, { phones }, { key: 'card', reference, pane: 'workspace' }],
    ['a claimed card', 3, { phones, steps: [step('transaction', 'item_claimed', { reference })] }, { key: 'reply' }],
    ['Slack is there', 5, {}, { key: 'slack_off', pane: 'glass' }],
    ['Slack was taken away', 5, { phones, faults: down }, { key: 'send_more', pane: 'phone' }],
    ['a card waits', 5, { faults: down, steps: tried }, { key: 'slack_on' }],
    ['a card that was only busy', 5, { phones, faults: down, steps: busy }, { key: 'send_more' }],
    ['Slack is back', 5, { steps: tried }, { key: 'arrives', pane: 'workspace' }],
    ['Slack failed for another card', 5, { steps: [failed] }, { key: 'slack_off', pane: 'glass' }],
    ['somebody who may not answer', 3, { phones, mayAnswer: false }, { key: 'be_triage' }],
    ['Slack was left down', 3, { phones, faults: down }, { key: 'slack_on', pane: 'glass' }],
    ['nothing was sent', 3, {}, { key: 'start', pane: 'phone' }],
    ['Telegram was left down', 2, { faults: telegramDown }, { key: 'telegram_on', pane: 'glass' }],
  ])('%s', (_name, number, given, hint) => expect(hintFor(number, seen(given))).toMatchObject(hint));
});
