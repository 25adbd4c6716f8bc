import type { SayLine } from '../domain/say.ts';
import { lasting, spanOfDays } from '../domain/time/spans.ts';

type Values = NonNullable<SayLine['values']>;
/** How it is said today; null where the values are those of today. */
type Today = (values: Values) => SayLine | null;

const by =
  (key: string): Today =>
  (values) => ({ key, ...(Object.keys(values).length > 0 && { values }) });

/** `F-7K3QM2: Back with us, …`. */
const ofItem =
  (key: string): Today =>
  ({ reference = '…', ...values }) => ({
    key: 'common:label_and_value',
    values: { label: reference, value: { key, values } },
  });

/** The same text, whose value had another name. */
const counted =
  (key: string, name: string): Today =>
  ({ [name]: count, ...values }) =>
    count === undefined ? null : { key, values: { ...values, count } };

/** Days were said as a number. */
const inTime =
  (key: string): Today =>
  ({ days, ...values }) =>
    typeof days === 'number' ? { key, values: { ...values, time: lasting(spanOfDays(days)) } } : null;

/** The beginning of a meeting stood there as one moment, and its end as a time of day. */
const when: Today = ({ when: from, until }) => {
  if (from === undefined) return null;
  const text = until === undefined ? from : { key: 'common:dotted', values: { first: from, second: until } };
  return { key: 'common:as_written', values: { text } };
};

/** What stands for it where its values are not those of today. */
const without =
  (name: string, today: Today): Today =>
  (values) =>
    name in values ? null : today(values);

/**
 * Texts that were taken out, renamed or given other values after somebody could be owed them: what an earlier version promised and did not
 * come to say lies sealed with its key, and is said by these. A text that goes gets a line here, unless nothing ever said it.
 */
const RETIRED: Record<string, Today> = {
  'items:referred': ofItem('items:state.referred'),
  'items:referral_returned': ofItem('items:state.returned'),
  'items:received_for_you': by('feedback:sent.reference'),
  'items:reopened': ofItem('items:state.reopened'),
  'items:marked_sensitive': ofItem('discreet:marked'),
  'items:sensitive_hidden': by('discreet:notice.title'),
  'items:state.waiting_for_you': by('items:state.answered'),
  'items:state.closed': without('reason', () => ({
    key: 'items:state.closed',
    values: { reason: { key: 'common:not_given' } },
  })),
  'items:show.last_answer': by('items:state.answered'),
  'items:show.your_words': by('items:show.first_words'),
  'items:show.talk': by('items:show.first_words'),
  'items:button.show': by('items:show.reference'),
  'items:row': without('number', ({ reference, date, state }) => ({
    key: 'common:dotted',
    values: { first: reference ?? date ?? '…', second: state ?? '…' },
  })),
  'danger:read_hours': counted('danger:read_hours', 'hours'),
  'feedback:sent.due_sensitive': counted('danger:read_hours', 'hours'),
  'feedback:sent_anonymous.clear_chat': by('discreet:sent.own'),
  'feedback:sent_anonymous.reference': by('feedback:sent.reference'),
  'feedback:again': by('menu:feedback'),
  'freetext:add': by('freetext:add_about'),
  'forms:aside.kept': without('count', by('help:edited_noted')),
  'forms:edited': by('help:edited_noted'),
  'forms:write_number': by('forms:number.not_number'),
  'files:document': by('telling-files:document'),
  'files:document_without_name': by('telling-files:document_without_name'),
  'files:take_out': by('telling-files:take_out'),
  'files:taken_out': by('telling-files:taken_out'),
  'files:video_without_name': by('telling-files:video_without_name'),
  'files:voice_without_name': by('telling-files:voice_without_name'),
  'registration:waiting.how': without('time', () => ({
    key: 'registration:waiting.how',
    values: { time: lasting({ unit: 'hours', count: 24 }) },
  })),
  'grants:decided.appeal': inTime('grants:decided.appeal'),
  'grants:amount.invalid': by('grants:amount.too_big'),
  'offers:when': when,
  'offers:held': by('offers:listed.kept'),
  'offers:not_eligible.too_young': counted('offers:not_eligible.too_young', 'age'),
  'offers:not_eligible.too_old': counted('offers:not_eligible.too_old', 'age'),
  'consent:telegram': by('consent:channel'),
  'consent:keep_how': inTime('consent:keep_how'),
  'consent:keep_sensitive': inTime('consent:keep_sensitive'),
  'privacy:telegram': by('privacy:channel'),
  'privacy:how_long': inTime('privacy:how_long'),
  'privacy:nothing': ({ hours }) =>
    typeof hours === 'number'
      ? { key: 'privacy:nothing', values: { time: lasting({ unit: 'hours', count: hours }) } }
      : null,
  'forget:nothing': by('items:empty'),
  'help:commands': without('commands', () => ({
    key: 'help:commands',
    values: { commands: '/menu /feedback /my /language /privacy /help /cancel' },
  })),
  'help:faq.when_a': inTime('help:faq.when_a'),
  'help:sticker': by('help:unsupported'),
  'help:two_devices': by('help:old_button'),
  'help:unknown_command': by('help:old_button'),
  'help:quick_exit.hint': by('help:quick_exit.text'),
  'join:not_here': by('join:some_stay'),
  'menu:about_you': by('privacy:change_about'),
  'about:start': by('common:yes'),
  'about:later': by('common:skip'),
  'common:continue': by('common:done'),
};

/** A line as it is said today, whichever version wrote it down. */
export const asSaidToday = (said: SayLine): SayLine => RETIRED[said.key]?.(said.values ?? {}) ?? said;

/** Whether a text may be taken out: what is still owed with it is said by another. */
export const isRetired = (key: string): boolean => key in RETIRED;
