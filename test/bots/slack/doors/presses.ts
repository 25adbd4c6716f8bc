import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { localParts } from '../../../../src/core/domain/time/local-time.ts';
import type { Outcome } from './one-door.ts';
import { type ItemClass, KINDS, type Kind, type Seeded, slackIdOf, type Who, type World } from './world.ts';

type Query = Outcome['query'];
type Field = string | string[] | { users: string[] };

type Prepare = (query: Query, world: World, item: Seeded) => Promise<unknown>;

/** How one handler is reached, who succeeds with it on what, and what is seen to have come of it. */
export type Press = {
  /** Kinds of item it is about, each tried in every class; none for what is about no one item. */
  kinds?: readonly Kind[];
  /** What the item asks for beside the rule. */
  about?: 'see' | 'work' | 'handle';
  value?: (world: World, item: Seeded) => string;
  fields?: (world: World, item: Seeded) => Record<string, Field>;
  metadata?: (world: World, item: Seeded) => object;
  /** In the same transaction, before it is pressed. */
  prepare?: Prepare;
  by: Who;
  on?: ItemClass;
  /** What is answered about an item that is not there, where it is not the usual: a hidden one must be answered alike. */
  absent?: RegExp;
  /** It goes on after Slack was answered: a file comes as a direct message. */
  brings?: 'file';
  effect: (came: Outcome, world: World, item: Seeded) => Promise<unknown> | unknown;
};

const shows =
  (what: (world: World, item: Seeded) => string): Press['effect'] =>
  ({ payload }, world, item) =>
    expect(payload).toContain(what(world, item));
const form = (name: string): Press['effect'] => shows(() => `"callback_id":"${name}"`);
/** A row that was not there before. */
const makes =
  (from: (world: World, item: Seeded) => string): Press['effect'] =>
  async ({ query, changed }, world, item) => {
    expect(changed).toBe(true);
    expect(await query(`select 1 from ${from(world, item)}`)).not.toEqual([]);
  };
const firstWord: Press['effect'] = shows((_, { canaries }) => canaries[0] as string);
const reference = (_: World, item: Seeded): string => item.reference;
const event = (kind: string) => (_: World, item: Seeded) => `events where kind = '${kind}' and item_id = '${item.id}'`;

/** A button that opens a form about one feedback item. */
const opens = (name: string, more: Partial<Press> = {}): Press => ({
  kinds: ['feedback'],
  about: 'work',
  value: reference,
  by: 'triage',
  effect: form(name),
  ...more,
});
const look = (kinds: readonly Kind[]): Press => ({
  kinds,
  about: 'see',
  value: reference,
  by: 'triage',
  effect: firstWord,
});
const training = (_name: string, effect: Press['effect'], more: Partial<Press> = {}): Press => ({
  value: ({ offers }) => offers.training.id,
  by: 'triage',
  effect,
  ...more,
});
const call = (effect: Press['effect'], more: Partial<Press> = {}): Press => ({
  value: ({ offers }) => offers.call.id,
  by: 'lead',
  effect,
  ...more,
});
const grantForm = (name: string): Press => ({
  kinds: ['enquiry', 'appeal'],
  about: 'handle',
  value: reference,
  by: 'triage',
  effect: form(`grant_${name}`),
});
/** What the applicant will read; drawn anew for whoever handles it, and for nobody else. */
const preview = (field: string): Press => ({
  kinds: ['enquiry', 'appeal'],
  about: 'handle',
  value: () => 'preview',
  metadata: () => ({ language: 'sq' }),
  fields: () => ({ [field]: 'Si do të lexohet.' }),
  by: 'triage',
  effect: shows(() => 'Si do të lexohet.'),
});
const ofOffer =
  (which: 'training' | 'call' | 'draft') =>
  ({ offers }: World) => ({ offerId: offers[which].id });
/** The words of an offer as residents will read them. */
const offerPreview = (
  which: 'training' | 'call',
  fields: Record<string, string>,
  by: 'triage' | 'lead' = 'triage',
): Press => ({
  value: () => 'preview',
  metadata: (world) => ({ ...ofOffer(which)(world), language: 'sq' }),
  fields: () => fields,
  by,
  effect: shows(() => 'Si del.'),
});
const seconds = (world: World, hours: number): string =>
  String(Math.floor(world.line.now().getTime() / 1000) + hours * 3600);

const FOUND_NOTHING = /Found \(0\): Nothing here\./;
/** Other ways to an item than its own handler: the command each is typed behind. */
export const OTHER_WAYS = new Map([
  ['certificate', 'show'],
  ['number searched', 'find'],
]);

const WHERE = { agency: 'UNDP', municipality: 'mitrovica_south', sector: 'training', teaching: ['sq'] };
const NEW_OFFER = { language: 'sq', title: 'Ofertë e re', place: 'Salla', description: 'E shpikur.', ...WHERE };
const offerView = (
  fields: Press['fields'],
  effect: Press['effect'],
  which: 'training' | 'call' | 'draft' = 'training',
  more: Partial<Press> = {},
): Press => ({
  metadata: ofOffer(which),
  by: 'lead',
  effect,
  ...(fields && { fields }),
  ...more,
});
const changesOffer = (that: string, which: 'training' | 'call' | 'draft' = 'training'): Press['effect'] =>
  makes(({ offers }) => `offers where id = '${offers[which].id}' and ${that}`);
const file = (effect: Press['effect'], what: string, offer: 'training' | 'call' | '' = ''): Press => ({
  fields: ({ offers, line }) => ({
    ...{ what, kind: 'all', from: '2020-01-01', to: localParts(line.now()).day, with_text: ['yes'] },
    ...{ purpose: 'An invented purpose' },
    ...(offer !== '' && { offer: offers[offer].code }),
  }),
  by: 'lead',
  brings: 'file',
  effect,
});
const held = (query: Query, item: Seeded, change: string) =>
  query(`update items set ${change} where id = '${item.id}'`);
const state =
  (change: string): Prepare =>
  (query, { offers }) =>
    query(`update offers set ${change} where id in ('${offers.training.id}', '${offers.draft.id}')`);
const begun: Prepare = (query, { sessionId }) =>
  query(
    `update offer_sessions set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where id = '${sessionId}'`,
  );

const ROLE_REQUEST = randomUUID();
const SHIFT = randomUUID();
const dayOf = ({ line }: World): string => new Date(line.now().getTime() + 86_400_000).toISOString().slice(0, 10);
/** Asked for by an admin: one of protection decides. */
const roleAnswer = (came: string): Press => ({
  value: () => ROLE_REQUEST,
  prepare: (query, { members }) =>
    query(`insert into role_grants (id, staff_id, role, state, via, asked_by_id, asked_at)
      values ('${ROLE_REQUEST}', '${members.triage.id}', 'protection', 'asked', 'staff', '${members.admin.id}', now())`),
  by: 'protection',
  effect: async ({ query }) => expect(await query(came)).not.toEqual([]),
});

/** Somebody may be named in it: another of protection decides. */
const likeness = (effect: Press['effect']): Press => ({
  ...{ kinds: ['feedback'], about: 'work', value: ({ members }, item) => `${item.reference}:${members.guest.id}` },
  prepare: (query, { members }, { id }) =>
    query(`insert into item_exclusions (item_id, staff_id, likely) values ('${id}', '${members.guest.id}', true)
      on conflict (item_id, staff_id) do update set likely = true`),
  ...{ by: 'protection', on: 'sensitive', effect },
});

/** Of somebody who phoned, and whom something is to be told, or was. */
const ofPerson =
  (state: 'to_tell' | 'sent'): Prepare =>
  async (query, { members }, { id }) => {
    await query(`update residents r set channel = 'phone', sealed_address = null from items i
      where i.id = '${id}' and r.id = i.resident_id`);
    await query(`update items set told_by_staff = true where id = '${id}'`);
    await query(`insert into deliveries (resident_id, item_id, kind, state, sealed_say, sent_at, told_by_id, created_at)
      select resident_id, id, 'answer', '${state}', '\\x00',
        ${state === 'sent' ? `now(), '${members.triage.id}'` : 'null, null'}, now() from items where id = '${id}'`);
  };
/** The same with nothing that could be opened: who it was has no such words here. */
const toldPerson: Prepare = async (query, world, item) => {
  await ofPerson('sent')(query, world, item);
  await query(`update deliveries set sealed_say = null where item_id = '${item.id}'`);
};
const toPerson = (state: 'to_tell' | 'sent', fact: string): Press => ({
  ...{ kinds: ['feedback'], about: 'work', value: reference, by: 'triage' },
  prepare: ofPerson(state),
  effect: makes(event(fact)),
});

export const PRESSES: Record<string, Press> = {
  'action open': look(['feedback', 'enquiry', 'appeal']),
  'action home_open': { ...look(['feedback']), by: 'lead' },
  'action claim': {
    ...{ kinds: ['feedback'], about: 'work', value: reference, by: 'triage' },
    effect: makes(({ members }, { id }) => `items where id = '${id}' and assignee_id = '${members.triage.id}'`),
  },
  'action accept_referral': {
    ...{ kinds: ['feedback'], about: 'work', value: reference, by: 'all' },
    effect: makes((_, { id }) => `items where id = '${id}' and agency = 'WHO'`),
  },
  'action reply': opens('reply'),
  'action note': opens('note'),
  'action refer': opens('refer'),
  'action close': opens('close'),
  'action return_referral': opens('return_referral'),
  'action exclude': opens('exclude', { by: 'protection', on: 'sensitive' }),
  'action look': {
    ...{ kinds: ['feedback', 'registration'], about: 'see', value: (_, { mediaId }) => mediaId, by: 'triage' },
    effect: makes((_, { mediaId }) => `slack_posts where kind = 'look' and message_id = '${mediaId}'`),
  },
  'action send_recording': {
    ...{ kinds: ['feedback'], about: 'see', value: reference, by: 'protection', on: 'sensitive' },
    effect: makes((_, { id }) => `slack_posts where kind = 'look' and item_id = '${id}'`),
  },
  'action canned': {
    value: () => 'thanks',
    metadata: (_, item) => ({ reference: item.reference, language: 'sq' }),
    by: 'triage',
    effect: form('reply'),
  },
  'action preview': {
    ...{ kinds: ['feedback'], about: 'work' },
    ...{
      value: () => 'preview',
      metadata: () => ({ language: 'sq' }),
      fields: () => ({ text: 'Shihni si del.' }),
      by: 'protection',
    },
    effect: shows(() => 'Shihni si del.'),
  },
  'action preview_close': {
    ...{ kinds: ['feedback'], about: 'work' },
    value: () => 'preview',
    metadata: () => ({ language: 'sq' }),
    fields: () => ({ reason: 'answered', text: 'Mbyllet kështu.' }),
    by: 'triage',
    effect: shows(() => 'Mbyllet kështu.'),
  },
  'menu reopen': {
    ...{ kinds: ['feedback'], about: 'work', value: reference, by: 'triage' },
    prepare: (query, _, item) => held(query, item, `status = 'closed', closed_reason = 'answered', closed_at = now()`),
    effect: makes((_, { id }) => `items where id = '${id}' and status = 'open'`),
  },
  'menu release': {
    ...{ kinds: ['feedback'], about: 'work', value: reference, by: 'triage' },
    prepare: (query, { members }, item) => held(query, item, `assignee_id = '${members.triage.id}'`),
    effect: makes((_, { id }) => `items where id = '${id}' and assignee_id is null`),
  },
  'action assign': opens('assign'),
  'action told': toPerson('to_tell', 'person_told'),
  'action not_told': toPerson('sent', 'person_not_told'),
  'action contact': opens('contact', { prepare: ofPerson('sent') }),
  'action person_said': opens('person_said', { prepare: toldPerson }),
  'action another_item': opens('another_item', { prepare: toldPerson }),
  'view person_said': {
    ...toPerson('sent', 'person_answered'),
    prepare: toldPerson,
    fields: (_, { id }) => ({ said: `i:add:${id}`, words: 'more of it' }),
  },
  'view another_item': {
    ...toPerson('sent', 'person_answered'),
    prepare: toldPerson,
    fields: () => ({ channel: 'phone', type: 'question', sector: 'health', text: 'another thing' }),
    effect: makes(
      (_, { id }) =>
        `items i, items first where first.id = '${id}' and i.resident_id = first.resident_id and i.id <> first.id`,
    ),
  },
  'action join_code': toPerson('to_tell', 'code_made'),
  'view contact': { ...toPerson('sent', 'contact_changed'), fields: () => ({ contact_how: 'after five' }) },
  'menu classify': opens('classify'),
  'menu merge': opens('merge'),
  'menu mark_sensitive': opens('mark_sensitive'),
  'menu quote': opens('quote', { prepare: (query, _, item) => held(query, item, `quoting = 'yes'`) }),
  'menu history': {
    kinds: ['feedback', 'registration', 'enquiry'],
    about: 'see',
    value: reference,
    by: 'lead',
    effect: shows(() => 'submitted'),
  },

  'command audit': {
    kinds: ['feedback', 'registration', 'enquiry'],
    about: 'see',
    value: reference,
    by: 'lead',
    effect: shows(() => 'submitted'),
  },

  'action offer_enter': training('enter', form('offer_enter')),
  'action offer_open': training(
    'open',
    shows(({ offers }) => offers.training.code),
  ),
  'action offer_new_training': { value: () => 'training', by: 'triage', effect: form('offer_new_training') },
  'action offer_new_placement': { value: () => 'placement', by: 'triage', effect: form('offer_new_placement') },
  'action offer_new_grant_call': { value: () => 'grant_call', by: 'lead', effect: form('offer_new_grant_call') },
  'action offer_basics': training('basics', form('offer_basics')),
  'action offer_dates': training('dates', form('offer_dates')),
  'action offer_who': training('who', form('offer_who')),
  'action offer_money': call(form('offer_money')),
  'action offer_question': training('question', form('offer_question')),
  'action offer_paper': call(form('offer_paper')),
  'action offer_cancel': training('cancel', form('offer_cancel')),
  'action preview_offer_text': offerPreview('training', { title: 'Si del.', description: 'E gjata.' }),
  'action preview_offer_question': offerPreview('training', { question_text_sq: 'Si del.' }),
  'action preview_offer_paper': offerPreview('call', { paper_text_sq: 'Si del.' }),
  'action preview_offer_cancel': offerPreview('training', { reason_sq: 'Si del.' }),
  'action preview_offer_new_training': offerPreview('training', { title: 'Si del.' }),
  'action preview_offer_new_placement': offerPreview('training', { title: 'Si del.' }),
  'action preview_offer_new_grant_call': offerPreview('call', { title: 'Si del.' }, 'lead'),
  'action offer_questions': training(
    'questions',
    shows(() => 'An invented question'),
  ),
  'action offer_papers': call(shows(() => 'Identity card')),
  'action offer_text': training('text', form('offer_text'), { value: ({ offers }) => `${offers.training.id}:sq` }),
  'action offer_publish': {
    value: ({ offers }) => offers.draft.id,
    prepare: state(`status = 'draft'`),
    by: 'triage',
    effect: changesOffer(`status = 'published'`, 'draft'),
  },
  'action offer_close': training('close', changesOffer(`status = 'closed'`)),
  'action offer_finish': training('finish', changesOffer(`status = 'finished'`), { prepare: begun }),
  'action offer_remove_question': training('remove', changesOffer(`questions = '[]'`), {
    value: ({ offers }) => `${offers.training.id}:own`,
  }),
  'action offer_remove_paper': call(changesOffer(`papers = '[]'`, 'call'), {
    value: ({ offers }) => `${offers.call.id}:id`,
  }),
  'action offer_participants': training(
    'people',
    shows(({ items }) => items.registration.ordinary.canaries[0] as string),
  ),
  'action offer_people_earlier': training(
    'people',
    shows(({ items }) => items.registration.ordinary.canaries[0] as string),
    { value: ({ offers }) => `${offers.training.id}:0`, metadata: ofOffer('training') },
  ),
  'action offer_people_later': training(
    'people',
    shows(({ items }) => items.registration.ordinary.canaries[0] as string),
    { value: ({ offers }) => `${offers.training.id}:1`, metadata: ofOffer('training') },
  ),
  'action offer_take_off': {
    ...{
      kinds: ['registration'],
      about: 'handle',
      value: (_, item) => `${item.registrationId}:0`,
      metadata: ofOffer('training'),
      by: 'triage',
    },
    effect: makes((_, { registrationId }) => `registrations where id = '${registrationId}' and status = 'cancelled'`),
  },
  'action offer_attendance': training(
    'attendance',
    shows(({ items }) => items.registration.foreign.canaries[0] as string),
  ),
  'action offer_session': training(
    'session',
    shows(({ items }) => items.registration.foreign.canaries[0] as string),
    { value: ({ sessionId }) => sessionId, metadata: ofOffer('training') },
  ),
  'action offer_sheet': training(
    'sheet',
    shows(({ items }) => items.registration.ordinary.reference),
    { brings: 'file' },
  ),
  'action offer_registration_list': training(
    'list',
    shows(({ items }) => items.registration.ordinary.canaries[2] as string),
    { by: 'lead', brings: 'file' },
  ),
  'action offer_person': { kinds: ['registration'], about: 'handle', value: reference, by: 'lead', effect: firstWord },
  'action offer_name': {
    kinds: ['registration'],
    about: 'handle',
    value: reference,
    by: 'triage',
    effect: form('offer_name'),
  },
  'action offer_take_seat': {
    ...{
      kinds: ['registration'],
      about: 'handle',
      value: (_, item) => `${item.registrationId}:${item.reference}`,
      by: 'triage',
    },
    prepare: async (query, world, item) => {
      await ofPerson('sent')(query, world, item);
      await query(`update registrations set status = 'offered', offered_until = now() + interval '1 year'
        where id = '${item.registrationId}'`);
    },
    effect: makes((_, { registrationId }) => `registrations where id = '${registrationId}' and status = 'seated'`),
  },
  'action offer_drop': {
    ...{
      kinds: ['registration'],
      about: 'handle',
      value: (_, item) => `${item.registrationId}:${item.reference}`,
      by: 'protection',
      on: 'sensitive',
    },
    effect: makes((_, { registrationId }) => `registrations where id = '${registrationId}' and status = 'cancelled'`),
  },

  'action grant_propose': grantForm('propose'),
  'action grant_papers': grantForm('papers'),
  'action grant_complete': grantForm('complete'),
  'action grant_decide': grantForm('decide'),
  'action grant_person': {
    kinds: ['enquiry', 'appeal'],
    about: 'handle',
    value: reference,
    by: 'lead',
    effect: firstWord,
  },
  'action preview_grant_propose': preview('place'),
  'action preview_grant_papers': preview('words'),
  'action preview_grant_complete': preview('why'),
  'action preview_grant_decide': preview('reason'),
  'action grant_pipeline': call(shows(({ items }) => items.enquiry.ordinary.reference)),

  'view reply': {
    kinds: ['feedback'],
    about: 'work',
    fields: () => ({ text: 'Faleminderit, do të shohim.' }),
    by: 'triage',
    effect: makes((_, { id }) => `messages where item_id = '${id}' and direction = 'out' and seq > 3`),
  },
  'view assign': {
    kinds: ['feedback'],
    about: 'work',
    fields: () => ({ person: slackIdOf('all'), remark: 'a remark' }),
    by: 'triage',
    effect: makes(({ members }, { id }) => `items where id = '${id}' and assignee_id = '${members.all.id}'`),
  },
  'view note': {
    kinds: ['feedback'],
    about: 'work',
    fields: () => ({ text: 'a remark' }),
    by: 'triage',
    effect: makes((_, { id }) => `messages where item_id = '${id}' and direction = 'note' and seq > 4`),
  },
  'view quote': {
    ...{
      kinds: ['feedback'],
      about: 'work',
      fields: (_, { canaries }) => ({ original: canaries[0] as string }),
      by: 'triage',
    },
    prepare: (query, _, item) => held(query, item, `quoting = 'yes'`),
    effect: makes((_, { id }) => `quotations where item_id = '${id}'`),
  },
  'view refer': {
    ...{ kinds: ['feedback'], about: 'work', fields: () => ({ agency: 'UNV', remark: 'please' }), by: 'triage' },
    prepare: (query, _, { id }) => query(`delete from referrals where item_id = '${id}'`),
    effect: makes((_, { id }) => `referrals where item_id = '${id}' and to_agency = 'UNV'`),
  },
  'view close': {
    kinds: ['feedback'],
    about: 'work',
    fields: () => ({ reason: 'answered', text: 'U përgjigjëm.' }),
    by: 'triage',
    effect: makes((_, { id }) => `items where id = '${id}' and status = 'closed'`),
  },
  'view return_referral': {
    kinds: ['feedback'],
    about: 'work',
    fields: () => ({ text: 'not ours' }),
    by: 'all',
    effect: makes((_, { id }) => `referrals where item_id = '${id}' and state = 'returned'`),
  },
  'view classify': {
    kinds: ['feedback'],
    about: 'work',
    fields: () => ({ sector: 'education' }),
    by: 'triage',
    effect: makes((_, { id }) => `items where id = '${id}' and sector = 'education'`),
  },
  'view merge': {
    ...{
      kinds: ['feedback'],
      about: 'work',
      fields: ({ items }) => ({ into: items.feedback.foreign.reference }),
      by: 'triage',
    },
    effect: makes(
      ({ items }, { id }) => `items where id = '${id}' and merged_into_id = '${items.feedback.foreign.id}'`,
    ),
  },
  'view mark_sensitive': {
    kinds: ['feedback', 'enquiry', 'appeal', 'registration'],
    about: 'work',
    by: 'triage',
    effect: makes((_, { id }) => `items where id = '${id}' and sensitive`),
  },
  'view exclude': {
    ...{
      kinds: ['feedback'],
      about: 'work',
      fields: () => ({ people: { users: [slackIdOf('all')] } }),
      by: 'protection',
      on: 'sensitive',
    },
    effect: makes(
      ({ members }, { id }) => `item_exclusions where item_id = '${id}' and staff_id = '${members.all.id}'`,
    ),
  },
  'view new': {
    fields: () => ({
      channel: 'phone',
      type: 'complaint',
      municipality: 'zvecan',
      sector: 'health',
      language: 'sq',
      text: 'by phone',
    }),
    by: 'triage',
    effect: makes(() => `items where channel = 'phone'`),
  },
  'view staff_add': {
    fields: () => ({ person: 'U0NEWCOMER', name: 'New', agency: 'WHO', roles: ['triage'] }),
    by: 'admin',
    effect: makes(() => `staff where slack_user_id = 'U0NEWCOMER'`),
  },
  'view staff_remove': {
    fields: () => ({ person: slackIdOf('triage') }),
    by: 'admin',
    effect: makes(() => `staff where slack_user_id = '${slackIdOf('triage')}' and not active`),
  },
  'view export': file(
    shows(({ items }) => items.feedback.ordinary.reference),
    'items',
  ),
  'view offer_enter': {
    ...{ metadata: ofOffer('training'), by: 'triage' },
    fields: () => ({
      ...{ channel: 'phone', language: 'sq', answer_name: 'Somebody Entered', answer_phone: '+38344987654' },
      ...{ answer_share: 'no', answer_q_own: 'something' },
    }),
    effect: makes(() => `registrations g join items i on i.id = g.item_id where i.channel = 'phone'`),
  },
  'view offer_new_training': {
    fields: () => ({ ...NEW_OFFER, sessions: '2030-01-10 10:00-12:00', seats: '5', waiting_seats: '2' }),
    by: 'triage',
    effect: makes(() => `offers where kind = 'training' and seats = 5`),
  },
  'view offer_new_placement': {
    fields: () => ({ ...NEW_OFFER, sessions: '2030-01-10 10:00-12:00', seats: '6', waiting_seats: '2' }),
    by: 'triage',
    effect: makes(() => `offers where kind = 'placement' and seats = 6`),
  },
  'view offer_new_grant_call': {
    fields: (world) => ({ ...NEW_OFFER, maximum: '500', budget: '5000', deadline: seconds(world, 24) }),
    by: 'lead',
    effect: makes(() => `offers where budget_cents = 500000`),
  },
  'view offer_basics': offerView(() => ({ ...WHERE, seats: '60', waiting_seats: '3' }), changesOffer('seats = 60')),
  'view offer_text': offerView(
    () => ({ title: 'Tjetër', place: 'Salla', description: 'Tjetër gjë.' }),
    changesOffer(`texts->'sq'->>'title' = 'Tjetër'`),
    'training',
    { metadata: (world) => ({ ...ofOffer('training')(world), language: 'sq' }) },
  ),
  'view offer_dates': offerView(
    () => ({ sessions: '2030-02-10 10:00-12:00' }),
    makes(({ offers }) => `offer_sessions where offer_id = '${offers.training.id}' and starts_at > '2030-01-01'`),
  ),
  'view offer_who': offerView(() => ({ min_age: '18' }), changesOffer(`rules->>'minAge' = '18'`)),
  'view offer_money': offerView(
    () => ({ maximum: '40000', budget: '900000' }),
    changesOffer('budget_cents = 90000000', 'call'),
    'call',
  ),
  'view offer_question': offerView(
    () => ({ question_kind: 'text', question_text_sq: 'Pse?', needed: 'any', optional: 'no' }),
    changesOffer('jsonb_array_length(questions) = 2'),
  ),
  'view offer_paper': offerView(
    () => ({ paper_text_sq: 'Leje' }),
    changesOffer('jsonb_array_length(papers) = 2', 'call'),
    'call',
  ),
  'view offer_cancel': offerView(
    () => ({ reason_sq: 'Trajneri është i sëmurë.' }),
    changesOffer(`status = 'cancelled'`),
  ),
  'view offer_name': {
    ...{
      kinds: ['registration'],
      about: 'handle',
      fields: () => ({ name: 'Written Name' }),
      metadata: (_, { registrationId }) => ({ registrationId }),
      by: 'lead',
    },
    effect: ({ changed }) => expect(changed).toBe(true),
  },
  'view offer_attendance': {
    kinds: ['registration'],
    about: 'handle',
    fields: (_, { registrationId }) => ({ present_0: [registrationId as string] }),
    metadata: ({ offers, sessionId }) => ({ offerId: offers.training.id, sessionId }),
    by: 'triage',
    // Whom they may not see stays as they were, and is not counted.
    absent: /Saved: 0 present/,
    effect: makes(
      ({ sessionId }, { registrationId }) =>
        `attendance where session_id = '${sessionId}' and registration_id = '${registrationId}'`,
    ),
  },
  'view grant_propose': {
    ...{
      kinds: ['enquiry'],
      about: 'handle',
      by: 'triage',
      fields: (world) => ({ time_1: seconds(world, 48), place: 'Zyra' }),
    },
    effect: makes((_, { id }) => `appointments a join enquiries e on e.id = a.enquiry_id where e.item_id = '${id}'`),
  },
  'view grant_papers': {
    ...{ kinds: ['enquiry'], about: 'handle', by: 'triage', fields: () => ({ papers: ['id'] }) },
    effect: makes((_, { id }) => `papers p join enquiries e on e.id = p.enquiry_id where e.item_id = '${id}'`),
  },
  'view grant_complete': {
    kinds: ['enquiry'],
    about: 'handle',
    by: 'lead',
    fields: () => ({ seen: ['id'] }),
    effect: makes((_, { id }) => `enquiries where item_id = '${id}' and state = 'complete'`),
  },
  'view grant_decide': {
    ...{
      kinds: ['enquiry'],
      about: 'handle',
      by: 'protection',
      on: 'sensitive',
      fields: () => ({ verdict: 'approve', amount: '100', reason: 'E mirë.' }),
      // It was asked about once already.
      metadata: () => ({ sure: '10000' }),
    },
    prepare: (query, _, { id }) => query(`update enquiries set state = 'complete' where item_id = '${id}'`),
    effect: makes((_, { id }) => `enquiries where item_id = '${id}' and approved_cents = 10000`),
  },

  'action role_approve': roleAnswer(
    `select 1 from staff where slack_user_id = '${slackIdOf('triage')}' and 'protection' = any(roles)`,
  ),
  'action role_refuse': roleAnswer(`select 1 from role_grants where id = '${ROLE_REQUEST}' and state = 'refused'`),

  'action named_same': likeness(
    makes(
      ({ members }, { id }) =>
        `item_exclusions where item_id = '${id}' and staff_id = '${members.guest.id}' and not likely`,
    ),
  ),
  'action named_other': likeness(
    makes(({ members }, { id }) => `item_cleared where item_id = '${id}' and staff_id = '${members.guest.id}'`),
  ),

  'action rota': { by: 'protection', effect: shows(() => 'Nobody is on duty') },
  'action rota_add_week': { by: 'all', effect: form('rota_week') },
  'action rota_add_day': { by: 'all', effect: form('rota_day') },
  'action rota_remove': {
    value: () => SHIFT,
    prepare: (query, { members }) =>
      query(`insert into duty_shifts (id, staff_id, weekday, from_minute, to_minute, created_at)
        values ('${SHIFT}', '${members.protection.id}', 1, 480, 960, now())`),
    by: 'all',
    effect: async ({ query }) => expect(await query(`select 1 from duty_shifts where id = '${SHIFT}'`)).toEqual([]),
  },
  'view rota_week': {
    fields: () => ({ person: slackIdOf('protection'), weekdays: ['1', '2'], from: '08:00', to: '16:00' }),
    by: 'all',
    effect: makes(() => 'duty_shifts where weekday = 2'),
  },
  'view rota_day': {
    fields: (world) => ({ person: slackIdOf('protection'), day: dayOf(world), kind: 'on', from: '08:00', to: '16:00' }),
    by: 'all',
    effect: makes(() => `duty_days where kind = 'on'`),
  },

  'action stuck': { by: 'admin', effect: shows(() => 'Nothing is stuck') },
  'action stuck_again': {
    value: () => 'cards:given_up:is_archived',
    prepare: (query) =>
      query(`insert into outbox (topic, lane, payload, state, run_at, reason)
        values ('thread', 'cards', '{"messageId":"none"}', 'parked', '2030-01-01', 'is_archived')`),
    by: 'admin',
    effect: async ({ query }) =>
      expect(await query(`select 1 from outbox where state = 'parked' and reason = 'is_archived'`)).toEqual([]),
  },
  'command stuck': { by: 'admin', effect: shows(() => 'Nothing is stuck') },

  'command help': { by: 'admin', effect: shows(() => '/line queue') },
  'action queue_all': {
    value: () => 'open:0',
    by: 'lead',
    effect: shows(({ items }) => items.feedback.ordinary.reference),
  },
  'action queue_earlier': {
    value: () => 'open:0',
    by: 'lead',
    effect: shows(({ items }) => items.feedback.ordinary.reference),
  },
  'action queue_later': {
    value: () => 'open:0',
    by: 'lead',
    effect: shows(({ items }) => items.feedback.ordinary.reference),
  },
  'command queue': { by: 'lead', effect: shows(({ items }) => items.feedback.ordinary.reference) },
  'command find': {
    kinds: ['feedback'],
    about: 'see',
    value: (_, { canaries }) => canaries[0] as string,
    by: 'lead',
    absent: FOUND_NOTHING,
    effect: shows(reference),
  },
  'command stats': { by: 'lead', effect: shows(() => 'Open') },
  'command show': { ...look(['feedback', 'enquiry', 'appeal']), by: 'protection' },
  'command staff': { by: 'admin', effect: shows(() => 'Sample triage') },
  'command training': { by: 'triage', effect: shows(({ offers }) => offers.training.code) },
  'command grant': {
    value: ({ offers }) => offers.call.code,
    by: 'lead',
    effect: shows(({ items }) => items.enquiry.ordinary.reference),
  },
  'modal new': { by: 'triage', effect: form('new') },
  'modal export': { by: 'lead', effect: form('export') },
  'action what': { value: () => 'items', metadata: () => ({}), by: 'lead', effect: form('export') },
  'action export_this_month': { value: () => 'this_month', metadata: () => ({}), by: 'lead', effect: form('export') },
  'action export_last_month': { value: () => 'last_month', metadata: () => ({}), by: 'lead', effect: form('export') },
  'action export_last_quarter': {
    ...{ value: () => 'last_quarter', metadata: () => ({}), by: 'lead', effect: form('export') },
  },

  'event message': {
    ...{ kinds: ['feedback', 'registration'], about: 'work', by: 'triage', value: () => 'a note in the thread' },
    effect: makes((_, { id }) => `messages where item_id = '${id}' and direction = 'note' and source_hash is not null`),
  },
  'event app_home_opened': { by: 'protection', effect: shows(({ items }) => items.feedback.sensitive.reference) },

  'export items': file(
    shows(({ items }) => items.feedback.ordinary.canaries[0] as string),
    'items',
  ),
  'export summary': file(
    shows(() => 'breakdown'),
    'summary',
  ),
  'export participants': file(
    shows(({ items }) => items.registration.ordinary.canaries[0] as string),
    'participants',
    'training',
  ),
  'export attendance': file(
    shows(({ items }) => items.registration.ordinary.reference),
    'attendance',
    'training',
  ),
  'export grants': file(
    shows(({ items }) => items.enquiry.ordinary.reference),
    'grants',
    'call',
  ),
  'export sheet': training(
    'sheet',
    shows(({ items }) => items.registration.ordinary.reference),
    { brings: 'file' },
  ),
  // The number of a certificate is another way to a registration, and a number typed into the search one to every item.
  certificate: {
    ...{ kinds: ['registration'], about: 'see', value: (_, { certificate }) => certificate as string, by: 'lead' },
    absent: /No certificate has this code that you may see/,
    effect: async (came, world, item) => {
      firstWord(came, world, item);
      expect(await came.query(`select 1 from ${event('certificate_checked')(world, item)}`)).toHaveLength(1);
    },
  },
  'number searched': {
    ...{ kinds: KINDS, about: 'see', value: reference, by: 'lead' },
    absent: FOUND_NOTHING,
    effect: shows(reference),
  },
};

const fieldOf = (field: Field) =>
  typeof field === 'string'
    ? { value: field }
    : Array.isArray(field)
      ? { selected_options: field.map((value) => ({ value })) }
      : { selected_users: field.users };
const stateOf = (fields: Record<string, Field>) => ({
  values: Object.fromEntries(
    Object.entries({ filled_in: 'yes', ...fields }).map(([name, field]) => [name, { [name]: fieldOf(field) }]),
  ),
});

/** As Slack sends it. */
export function bodyOf(
  name: string,
  press: Press,
  world: World,
  item: Seeded,
  who: Who,
  responseUrl: string,
): { via: 'action' | 'view' | 'command' | 'event'; id: string; body: object } {
  const [kind = '', id = ''] = name.split(' ');
  const user = slackIdOf(who);
  const value = press.value?.(world, item) ?? '';
  const metadata = JSON.stringify({
    reference: item.reference,
    changeKey: randomUUID(),
    warned: true,
    readers: 9,
    ...press.metadata?.(world, item),
  });
  const view = {
    id: 'V0FORM',
    callback_id: id,
    private_metadata: metadata,
    state: stateOf(press.fields?.(world, item) ?? {}),
  };
  const pressed = (action: string, its: string) => ({
    ...{
      user: { id: user },
      trigger_id: 't',
      response_url: `${responseUrl}/answer`,
      actions: [{ action_id: action, value: its }],
    },
    ...(press.metadata ? { view } : { channel: { id: 'C0MAIN' } }),
  });
  if (kind === 'action') return { via: 'action', id, body: pressed(id, value) };
  if (kind === 'menu') return { via: 'action', id: 'more', body: pressed('more', `${id}:${value}`) };
  if (name === 'export sheet') return { via: 'action', id: 'offer_sheet', body: pressed('offer_sheet', value) };
  if (kind === 'export')
    return { via: 'view', id: 'export', body: { user: { id: user }, view: { ...view, callback_id: 'export' } } };
  if (kind === 'view') return { via: 'view', id, body: { user: { id: user }, view } };
  if (name === 'event message')
    return {
      via: 'event',
      id,
      body: {
        event_id: randomUUID(),
        event: { channel: 'C0MAIN', ts: '1800000000.1', thread_ts: item.ts, user, text: value },
      },
    };
  if (kind === 'event') return { via: 'event', id, body: { event: { user, tab: 'home' } } };
  const word = OTHER_WAYS.get(name) ?? id;
  return {
    via: 'command',
    id: '/line',
    body: {
      user_id: user,
      trigger_id: 't',
      response_url: `${responseUrl}/answer`,
      channel_id: 'C0MAIN',
      text: `${word} ${value}`,
    },
  };
}
