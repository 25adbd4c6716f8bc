import { expect, test } from 'vitest';
import { renderSays } from '../../../src/bots/telegram/render.ts';
import { LANGUAGES } from '../../../src/core/domain/codes.ts';
import type { SayLine, SayValue } from '../../../src/core/domain/say.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';

const AT = '2026-11-28T09:00:00Z';
const AGENCY = { key: 'codes:agency.UNDP' };
const GROUPS = { list: [{ key: 'offers:group.women' }] };

/** Every text of residents that an earlier version could owe somebody and this one has no more, or with other values; with the values it had. */
const EARLIER: Record<string, Record<string, SayValue>[]> = {
  'about:later': [{}],
  'about:start': [{}],
  'common:continue': [{}],
  'consent:keep_how': [{ days: 180 }],
  'consent:keep_sensitive': [{ days: 730 }],
  'consent:telegram': [{}],
  'danger:read_hours': [{ hours: 24 }],
  'errors:already_sent': [{}],
  'errors:expired': [{}],
  'errors:not_agreed': [{}],
  'errors:not_allowed': [{}],
  'errors:not_yours': [{}],
  'errors:too_many': [{}],
  'feedback:again': [{}],
  'feedback:sent.due_sensitive': [{ hours: 24 }],
  'feedback:sent_anonymous.clear_chat': [{}],
  'feedback:sent_anonymous.reference': [{ reference: 'F-7K3QM2' }],
  'files:document': [{}],
  'files:document_without_name': [{}],
  'files:take_out': [{}],
  'files:taken_out': [{}],
  'files:video_without_name': [{}],
  'files:voice_without_name': [{}],
  'forget:nothing': [{}],
  'forms:aside.kept': [{}],
  'forms:check.parts': [{ count: 3 }],
  'forms:edited': [{}],
  'forms:write_number': [{}],
  'freetext:add': [{ reference: 'F-7K3QM2' }],
  'grants:amount.invalid': [{ maximum: { cents: 300_000 } }],
  'grants:decided.appeal': [{ days: 15 }],
  'grants:papers_missing': [{ count: 2 }],
  'help:commands': [{}],
  'help:faq.when_a': [{ days: 5 }],
  'help:quick_exit.hint': [{}],
  'help:sticker': [{}],
  'help:two_devices': [{}],
  'help:unknown_command': [{}],
  'items:button.show': [{ reference: 'F-7K3QM2' }],
  'items:marked_sensitive': [{ reference: 'F-7K3QM2' }],
  'items:received_for_you': [{ reference: 'F-7K3QM2' }],
  'items:referral_returned': [{ reference: 'F-7K3QM2' }],
  'items:referred': [{ reference: 'F-7K3QM2', agency: AGENCY }],
  'items:reopened': [{ reference: 'F-7K3QM2' }],
  'items:row': [
    { reference: 'F-7K3QM2', state: { key: 'items:state.received' } },
    { date: { date: AT }, state: { key: 'items:state.waiting_for_you' } },
  ],
  'items:sensitive_hidden': [{}],
  'items:show.last_answer': [{}],
  'items:show.talk': [{}],
  'items:show.your_words': [{}],
  'items:state.closed': [{}],
  'items:state.waiting_for_you': [{}],
  'join:not_here': [{}],
  'menu:about_you': [{}],
  'offers:held': [{ groups: GROUPS }],
  'offers:more_dates': [{ count: 4 }],
  'offers:not_eligible.too_old': [{ age: 30 }],
  'offers:not_eligible.too_young': [{ age: 18 }],
  'offers:when': [{ when: { dateTime: AT } }, { when: { dateTime: AT }, until: { time: AT } }],
  'privacy:how_long': [{ days: 180 }],
  'privacy:nothing': [{ hours: 24 }],
  'privacy:telegram': [{}],
  'registration:waiting.how': [{}],
  // Of a version that is not there yet: this one was put back in its place.
  'later:nowhere': [{ reference: 'F-7K3QM2' }],
};
const lines = Object.entries(EARLIER).flatMap(([key, all]) => all.map((values): SayLine => ({ key, values })));

/** As the process loads them. */
const texts = loadTexts();

test.each([...LANGUAGES, 'en' as const])(
  'what an earlier version left unsaid is never shown by its key in %s',
  (language) => {
    const raw = lines.flatMap((line) => {
      const say = { lines: [line], buttons: [[{ label: line, data: 'm:menu' }]] };
      const [shown] = renderSays(texts, [say], language as 'sq', 'sr-Cyrl');
      const button =
        shown?.markup && 'inline_keyboard' in shown.markup ? shown.markup.inline_keyboard[0]?.[0]?.text : '';
      return [shown?.html ?? '', button ?? ''].filter((one) => one === '' || /[a-z]:[a-z]|\{\{|undefined/.test(one));
    });
    expect(raw).toEqual([]);
  },
);

test('a referral, a receipt and a promised time are said as they were meant', () => {
  const said = (key: string, values: Record<string, SayValue>) =>
    renderSays(texts, [{ lines: [{ key, values }] }], 'sq', null)[0]?.html;
  expect(said('items:referred', { reference: 'F-7K3QM2', agency: AGENCY })).toBe(
    `F-7K3QM2: ${texts.say('sq', 'items:state.referred', { agency: 'UNDP' })}`,
  );
  expect(said('danger:read_hours', { hours: 24 })).toBe(texts.say('sq', 'danger:read_hours', { count: 24 }));
  expect(said('items:received_for_you', { reference: 'F-7K3QM2' })).toContain('F-7K3QM2');
});

test('what was critical under its old name is repeated in the second language', () => {
  const [shown] = renderSays(
    texts,
    [{ lines: [{ key: 'items:marked_sensitive', values: { reference: 'F-7K3QM2' } }] }],
    'rom',
    'sq',
  );
  expect(shown?.html).toContain('———');
});
