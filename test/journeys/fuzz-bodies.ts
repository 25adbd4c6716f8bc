import fc from 'fast-check';
import { CHANNELS, STAFF } from '../support/line-process.ts';

/** In every text that is sent: found in the log, it would be a resident's word there. */
export const CANARY = 'zqkanarinëzq';

/** What stands in the place of something else: of another type, too large, too deep, with names and bytes that programs stumble over. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1.5,
    2 ** 53,
    1e308,
    true,
    [],
    {},
    [null],
    '\u0000',
    `${CANARY}\u0000`,
    '\ud800',
    '𝔷'.repeat(300),
    CANARY.repeat(600),
    "'; drop table items; --",
    '00000000-0000-0000-0000-000000000000',
    '__proto__',
    'constructor',
    { id: null },
    { type: 'private' },
    [[[[[[[[[[]]]]]]]]]],
  ),
  fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `${CANARY}${text}`),
);

/** One thing in a tree, chosen by `where`, is taken away, replaced, or joined by something strange. */
function spoil(tree: unknown, where: number, how: number, strange: unknown): unknown {
  const copy = structuredClone(tree);
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push({ holder: node as Record<string, unknown>, key });
      walk((node as Record<string, unknown>)[key]);
    }
  };
  walk(copy);
  const place = places[where % Math.max(places.length, 1)];
  if (!place) return strange;
  if (how % 4 === 0) delete place.holder[place.key];
  else if (how % 4 === 1) place.holder[`${place.key}x`] = strange;
  else place.holder[place.key] = strange;
  return copy;
}

const spoiled = <T>(whole: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc
    .tuple(whole, fc.array(fc.tuple(fc.nat(60), fc.nat(3), junk), { maxLength: 3 }))
    .map(([tree, spoils]) =>
      spoils.reduce<unknown>((now, [where, how, strange]) => spoil(now, where, how, strange), tree),
    );

const uuidish = fc.oneof(fc.uuid(), fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('', 'x', '1', '%00'));
const words = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${CANARY} ${text}`);

const BUTTONS = [
  'language:sq agree:yes agree:no type:complaint type:sensitive_report safe:yes safe:no privacy:anonymous what:send',
  'what:add what:leave how:now how:details messages:!done municipality:zvecan settlement:!skip sector:health check:send',
  'check:!edit check:!back forget:yes sure:yes !cancel !back !keep !leave !edit !send !discard number:!skip',
].flatMap((row) => row.split(' '));
const data = fc.oneof(
  fc.tuple(fc.string({ maxLength: 9 }), fc.constantFrom(...BUTTONS)).map(([key, button]) => `f:${key}:${button}`),
  fc
    .tuple(
      fc.constantFrom('i', 'g', 'q', 'o', 'r', 'm', 'f', 'zz'),
      fc.constantFrom(
        'show',
        'add',
        'rate',
        'pick',
        'accept',
        'open',
        'apply',
        'my1',
        'my',
        'serious',
        'papers',
        'exit',
      ),
      uuidish,
      fc.oneof(uuidish, fc.constantFrom('yes', 'no')),
    )
    .map((parts) => parts.join(':')),
  fc.constantFrom('m:feedback', 'm:menu', 'm:my', 'm:resume', 'm:receipt', 'm:about', 'm:download', 'm:language'),
  fc.string({ unit: 'binary', maxLength: 64 }),
);

export type Known = {
  chatIds: number[];
  references: string[];
  /** A button that the bot really shows in this chat. */
  buttonOf(chatId: number, nth: number): string;
};

/** Updates of a bot as they come, most of them spoiled; the id is put in where they are sent. */
export function updates({ chatIds, buttonOf }: Known): fc.Arbitrary<unknown> {
  const message = fc
    .record({
      chat: fc.constantFrom(...chatIds),
      message_id: fc.nat(1_000_000),
      content: fc.oneof(
        words.map((text) => ({ text })),
        fc
          .constantFrom('/feedback', '/menu', '/my', '/cancel', '/help', '/trainings', '/forget', '/language')
          .map((text) => ({
            text,
            entities: [{ type: 'bot_command', offset: 0, length: text.length }],
          })),
        words.map((caption) => ({ caption, photo: [{ file_id: 'f', file_unique_id: 'u', file_size: 3 }] })),
        fc.constantFrom('voice', 'video', 'video_note', 'audio', 'document').map((kind) => ({
          [kind]: {
            file_id: 'f',
            file_unique_id: 'u',
            file_size: 30,
            duration: 4,
            mime_type: 'a/b',
            file_name: CANARY,
          },
        })),
        fc.constant({ location: { latitude: 42.9, longitude: 20.8 } }),
        fc.constant({ contact: { phone_number: '+38344000000', first_name: CANARY, user_id: 1 } }),
        fc.constant({ sticker: { file_id: 'f' } }),
        fc.constant({ venue: { title: CANARY, address: CANARY }, location: { latitude: 1, longitude: 2 } }),
      ),
    })
    .map(({ chat, message_id, content }) => ({
      message_id,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chat, type: 'private', first_name: CANARY },
      from: { id: chat, is_bot: false, first_name: CANARY, language_code: 'sq' },
      ...content,
    }));
  const press = (said: fc.Arbitrary<string>) =>
    fc.tuple(fc.constantFrom(...chatIds), said).map(([chat, text]) => ({
      id: '77',
      from: { id: chat, is_bot: false, first_name: CANARY },
      chat_instance: '1',
      message: { message_id: 7, date: 1, chat: { id: chat, type: 'private' }, text: CANARY },
      data: text,
    }));
  /** So that forms are gone through, and spoiled words come into them. */
  const real = fc
    .tuple(fc.constantFrom(...chatIds), fc.nat(20))
    .map(([chat, nth]) => ({ callback_query: () => ({ chat, data: buttonOf(chat, nth) }) }));
  const kinds = fc.oneof(
    { weight: 5, arbitrary: message.map((one) => ({ message: one })) },
    { weight: 1, arbitrary: message.map((one) => ({ edited_message: one })) },
    { weight: 3, arbitrary: press(data).map((one) => ({ callback_query: one })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...chatIds).map((id) => ({
        my_chat_member: {
          chat: { id, type: 'private' },
          from: { id },
          date: 1,
          new_chat_member: { status: 'member' },
          old_chat_member: { status: 'kicked' },
        },
      })),
    },
  );
  return fc.oneof(
    { weight: 2, arbitrary: kinds },
    { weight: 5, arbitrary: real },
    { weight: 10, arbitrary: spoiled(kinds) },
    { weight: 1, arbitrary: junk },
  );
}

/** Bytes that are no JSON at all, or nearly some. */
export const bytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ maxLength: 200 }).map((text) => Buffer.from(`{"update_id":${text}`)),
  fc
    .constantFrom('{"update_id":1e999}', '{"update_id":"x"}', `${'['.repeat(5_000)}`, '{"__proto__":{"update_id":1}}')
    .map((text) => Buffer.from(text)),
);

const ACTIONS = [
  'claim accept_referral reply note refer close return_referral exclude open home_open more send_recording canned preview',
  'grant_person grant_pipeline grant_propose grant_papers grant_complete grant_decide offer_open offer_new_training',
  'offer_basics offer_text offer_dates offer_who offer_money offer_question offer_questions offer_paper offer_papers offer_publish',
  'offer_close offer_finish offer_cancel offer_remove_question offer_remove_paper offer_participants offer_people_earlier',
  'offer_people_later offer_take_off offer_attendance offer_session offer_sheet offer_registration_list offer_person offer_name',
  'offer_drop no_such_action',
].flatMap((row) => row.split(' '));
const VIEWS = [
  'reply note refer close return_referral classify merge mark_sensitive exclude new staff_add staff_remove export',
  'offer_new_training offer_new_placement offer_new_grant_call offer_basics offer_text offer_dates offer_who offer_money',
  'offer_question offer_paper offer_cancel offer_name offer_attendance grant_propose grant_papers grant_complete grant_decide no_such',
].flatMap((row) => row.split(' '));
const COMMANDS = [
  'queue',
  'show',
  'find',
  'new',
  'export',
  'stats',
  'training',
  'grant',
  'staff',
  'help',
  'staff add',
  '',
];
const FIELDS =
  'text into people person name agency roles from to kind what with_text reason type sector municipality title place seats day time slots decision amount seen present'.split(
    ' ',
  );

/** Payloads of Slack by the way they come, most of them spoiled. */
export function payloads({ references }: Known): fc.Arbitrary<{ kind: 'form' | 'json' | 'command'; body: unknown }> {
  const who = fc.constantFrom(STAFF.lead, STAFF.triage, STAFF.protection, STAFF.stranger);
  const reference = fc.oneof(fc.constantFrom(...references), fc.string({ unit: 'binary', maxLength: 12 }));
  const value = fc.oneof(
    reference,
    uuidish,
    fc.tuple(uuidish, fc.oneof(uuidish, fc.constantFrom('sq', '0', 'k'))).map((parts) => parts.join(':')),
    fc.tuple(fc.constantFrom('reopen', 'history', 'merge', 'x', 'classify'), reference).map((parts) => parts.join(':')),
  );
  const metadata = fc.oneof(
    fc
      .record(
        {
          reference,
          changeKey: fc.uuid(),
          language: fc.constantFrom('sq', CANARY),
          offerId: uuidish,
          sessionId: uuidish,
          enquiryId: uuidish,
          registrationId: uuidish,
        },
        { requiredKeys: ['reference', 'changeKey'] },
      )
      .map((held) => JSON.stringify(held)),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const field = fc.oneof(
    words.map((text) => ({ type: 'plain_text_input', value: text })),
    value.map((code) => ({ type: 'static_select', selected_option: { value: code } })),
    fc.array(value, { maxLength: 3 }).map((codes) => ({
      type: 'checkboxes',
      selected_options: codes.map((code) => ({ value: code })),
    })),
    fc.constantFrom(
      { selected_date: '2026-99-99' },
      { selected_time: '25:00' },
      { selected_date_time: 1e15 },
      {
        selected_users: [STAFF.stranger],
      },
    ),
  );
  const view = fc
    .record({
      callback_id: fc.constantFrom(...VIEWS),
      metadata,
      values: fc.array(fc.tuple(fc.constantFrom(...FIELDS), field), { maxLength: 6 }),
    })
    .map(({ callback_id, metadata: private_metadata, values }) => ({
      id: 'V1',
      type: 'modal',
      callback_id,
      private_metadata,
      state: { values: Object.fromEntries(values.map(([name, held], nth) => [`b${nth}`, { [name]: held }])) },
    }));
  const pressed = fc
    .tuple(who, fc.constantFrom(...ACTIONS), value, fc.option(view, { freq: 2 }))
    .map(([id, action_id, held, inView]) => ({
      type: 'block_actions',
      user: { id, name: CANARY },
      trigger_id: 'spent',
      channel: { id: CHANNELS.main },
      ...(inView && { view: inView }),
      actions: [{ action_id, block_id: 'b', type: 'button', value: held }],
    }));
  const sent = fc.tuple(who, view).map(([id, held]) => ({ type: 'view_submission', user: { id }, view: held }));
  const told = fc
    .tuple(who, words, fc.constantFrom('message', 'app_home_opened', 'team_join'), fc.string({ maxLength: 9 }))
    .map(([user, text, type, event_id]) => ({
      type: 'event_callback',
      event_id,
      event: { type, user, channel: CHANNELS.main, ts: '1.2', thread_ts: '1.1', text, tab: 'home' },
    }));
  const asked = fc
    .tuple(who, fc.constantFrom(...COMMANDS), fc.oneof(reference, words))
    .map(([user_id, name, rest]) => ({
      command: '/line',
      text: `${name} ${rest}`,
      user_id,
      trigger_id: 'spent',
      channel_id: CHANNELS.main,
    }));
  const either = <T>(whole: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 1, arbitrary: whole }, { weight: 2, arbitrary: spoiled(whole) });
  return fc.oneof(
    { weight: 4, arbitrary: either(pressed).map((body) => ({ kind: 'form' as const, body })) },
    { weight: 4, arbitrary: either(sent).map((body) => ({ kind: 'form' as const, body })) },
    { weight: 2, arbitrary: either(told).map((body) => ({ kind: 'json' as const, body })) },
    { weight: 2, arbitrary: either(asked).map((body) => ({ kind: 'command' as const, body })) },
    { weight: 1, arbitrary: junk.map((body) => ({ kind: 'form' as const, body })) },
  );
}
