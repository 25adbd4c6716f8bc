import type { Update } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { readUpdate } from '../../../src/bots/telegram/read-update.ts';

/** Invented. */
const person = { id: 7, is_bot: false, first_name: 'Sample', language_code: 'sq' };
const chat = { id: 7, type: 'private', first_name: 'Sample' };
const group = { id: -9, type: 'supergroup', title: 'Sample' };
const message = (extra: object, where: object = chat) => ({
  message_id: 5,
  from: person,
  date: 1,
  chat: where,
  ...extra,
});
const file = { file_id: 'F', file_unique_id: 'U', file_size: 10 };
const read = (body: object) => readUpdate({ update_id: 1, ...body } as Update);
const inputOf = (body: object) => {
  const found = read(body);
  return found.kind === 'turn' ? found.came.input : found.kind;
};
const command = (text: string) =>
  message({ text, entities: [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length }] });

describe('what a private message means', () => {
  test.each<[string, object, unknown]>([
    ['text', { text: 'ujë' }, { kind: 'text', handle: '5', text: 'ujë' }],
    ['text that only looks like a command', { text: 'shih /menu' }, { kind: 'text', handle: '5', text: 'shih /menu' }],
    [
      'voice',
      { voice: { ...file, duration: 3 } },
      { kind: 'voice', handle: '5', file: { id: 'F', uniqueId: 'U', bytes: 10, seconds: 3 } },
    ],
    [
      'music',
      { audio: { ...file, file_name: 'a.mp3' } },
      { kind: 'document', handle: '5', file: { id: 'F', uniqueId: 'U', bytes: 10, name: 'a.mp3' } },
    ],
    [
      'the largest size of a photo, with its caption',
      { photo: [{ ...file, file_id: 'small' }, file], caption: 'rruga' },
      { kind: 'photo', handle: '5', text: 'rruga', file: { id: 'F', uniqueId: 'U', bytes: 10 } },
    ],
    ['video', { video: file }, { kind: 'video', handle: '5', file: { id: 'F', uniqueId: 'U', bytes: 10 } }],
    [
      'a round video',
      { video_note: file },
      { kind: 'video', handle: '5', file: { id: 'F', uniqueId: 'U', bytes: 10 } },
    ],
    [
      'a document',
      { document: { ...file, mime_type: 'text/plain' } },
      { kind: 'document', handle: '5', file: { id: 'F', uniqueId: 'U', bytes: 10, mime: 'text/plain' } },
    ],
    [
      'one of an album',
      { photo: [file], media_group_id: 'A' },
      { kind: 'photo', handle: '5', file: { id: 'F', uniqueId: 'U', bytes: 10 } },
    ],
    [
      'a live place, where it was when it was shared',
      { location: { latitude: 42.9, longitude: 20.9, live_period: 900 } },
      { kind: 'location', handle: '5', place: { latitude: 42.9, longitude: 20.9 } },
    ],
    [
      'a place',
      { location: { latitude: 42.9, longitude: 20.9 } },
      { kind: 'location', handle: '5', place: { latitude: 42.9, longitude: 20.9 } },
    ],
    [
      'a venue',
      { location: { latitude: 42.9, longitude: 20.9 }, venue: { location: {}, title: 'Ura', address: 'Qendër' } },
      { kind: 'location', handle: '5', place: { latitude: 42.9, longitude: 20.9 }, text: 'Ura, Qendër' },
    ],
  ])('%s is kept', (_name, extra, expected) => {
    expect(inputOf({ message: message(extra) })).toEqual({ kind: 'message', message: expected });
  });

  test.each([
    ['a text', { text: 'uje\u0308' }, { message: { text: 'ujë' } }],
    ['a caption', { photo: [file], caption: 'uje\u0308' }, { message: { text: 'ujë' } }],
    [
      'the name of a file',
      { document: { ...file, file_name: 'leje\u0308.pdf' } },
      { message: { file: { name: 'lejë.pdf' } } },
    ],
    ['half of a character', { text: 'uj\ud83d' }, { message: { text: 'uj\ufffd' } }],
    ['what nobody sees is kept within words', { text: 'A\u00adgron' }, { message: { text: 'A\u00adgron' } }],
  ])('%s is kept in composed letters', (_name, extra, expected) => {
    expect(inputOf({ message: message(extra) })).toMatchObject(expected);
  });

  test.each(['\u200b', '\u3164\u2800', '\u00ad \u2060'])('%j says nothing', (text) => {
    expect(inputOf({ message: message({ text }) })).toEqual({ kind: 'unsupported' });
  });

  test('a file over 20 MB is kept as a part of the answer and marked', () => {
    const document = { ...file, file_size: 20 * 1024 * 1024 + 1 };
    expect(inputOf({ message: message({ document }) })).toMatchObject({ message: { file: { tooLarge: true } } });
    expect(inputOf({ message: message({ document: { ...file, file_size: 20 * 1024 * 1024 } }) })).not.toMatchObject({
      message: { file: { tooLarge: true } },
    });
  });

  test.each([
    ['/start', 'start'],
    ['/start payload', 'start'],
    ['/help@community_line_bot', 'help'],
    ['/FEEDBACK', 'feedback'],
    ['/feedback \u200b', 'feedback'],
    ['/feedback …', 'feedback'],
    ['/feedback ...', 'feedback'],
    ['/menu!', 'menu'],
  ])('%s is the command %s', (text, name) => {
    expect(inputOf({ message: command(text) })).toEqual({ kind: 'command', name });
  });

  test.each(['/start 482177305592', '/start 4821 7730 5592', '/start@community_line_bot 4821-7730-5592'])(
    'a code behind %s is no words, and is passed on',
    (text) => {
      const read = inputOf({ message: command(text) });
      expect(read).toMatchObject({ kind: 'command', name: 'start', payload: expect.stringContaining('4821') });
    },
  );

  test.each([
    ['/feedback Uji nuk vjen', 'feedback', 'Uji nuk vjen'],
    ['/feedback@community_line_bot Uji nuk vjen', 'feedback', 'Uji nuk vjen'],
    ['/feedback\nUji nuk vjen\nprej dje', 'feedback', 'Uji nuk vjen\nprej dje'],
    ['/FEEDBACK: Вода не долази', 'feedback', 'Вода не долази'],
    ['/feedback – uji nuk vjen', 'feedback', 'uji nuk vjen'],
    ['/trainings a ka vende për gra?', 'trainings', 'a ka vende për gra?'],
    ['/menu 🚀', 'menu', '🚀'],
    ['/help me', 'help', 'me'],
    ['/feedback (uji) nuk vjen', 'feedback', '(uji) nuk vjen'],
    ['/feedback "uji" nuk vjen', 'feedback', '"uji" nuk vjen'],
    ['/feedback #1 nema vode', 'feedback', '#1 nema vode'],
    ['/feedback @agim nuk vjen', 'feedback', '@agim nuk vjen'],
    ['/feedback -5 gradë në shkollë', 'feedback', '-5 gradë në shkollë'],
    ['/feedback:uji', 'feedback', 'uji'],
    ['/feedback, uji nuk vjen', 'feedback', 'uji nuk vjen'],
    ['/feedback /uji nuk vjen', 'feedback', '/uji nuk vjen'],
    ['/start uji nuk vjen', 'start', 'uji nuk vjen'],
    ['/start\nнема воде', 'start', 'нема воде'],
  ])('what follows a command are its words: %j', (text, name, words) => {
    const expected = { kind: 'command', name, words: { kind: 'text', handle: '5', text: words } };
    expect(inputOf({ message: command(text) })).toEqual(expected);
  });

  test.each([
    '/uji nuk vjen',
    '/uji',
    '/nonsense',
    '/uji@community_line_bot nuk vjen',
    '/feedbackuji nuk vjen',
    '/my/rruga nuk ka drita',
    '/2 orë pa ujë',
    '/',
    '// nema vode',
    '/вода не долази',
    '/myš u podrumu',
  ])('a slash before anything else is text: %j', (text) => {
    expect(inputOf({ message: command(text) })).toEqual({
      kind: 'message',
      message: { kind: 'text', handle: '5', text },
    });
  });

  test('an edit of what was written behind a command changes the words that were kept', () => {
    expect(inputOf({ edited_message: message({ text: '/feedback Uji nuk vjen fare' }) })).toEqual({
      kind: 'edited',
      message: { kind: 'text', handle: '5', text: 'Uji nuk vjen fare' },
    });
  });

  const ours = { id: 1, is_bot: true, first_name: 'Line' };
  const button = (data: string) => ({
    inline_keyboard: [[{ text: 'x', callback_data: data }], [{ text: 'y', url: 'u' }]],
  });
  test.each<[string, object, unknown]>([
    [
      'to a message of ours',
      { reply_to_message: message({ from: ours, text: 'F-1', reply_markup: button('i:add:X') }) },
      { texts: ['F-1'], data: ['i:add:X'] },
    ],
    [
      'to a part of one, which says more',
      { reply_to_message: message({ from: ours, text: 'F-1 F-2' }), quote: { text: 'F-2', position: 4 } },
      { texts: ['F-2', 'F-1 F-2'], data: [] },
    ],
    ['to a file of ours', { reply_to_message: message({ from: ours, caption: 'F-3' }) }, { texts: ['F-3'], data: [] }],
    ['to a message of their own', { reply_to_message: message({ message_id: 3, text: 'ujë' }) }, { handle: '3' }],
    ['to nothing', {}, undefined],
    ['to something of a wrong shape', { reply_to_message: { text: 'x' } }, undefined],
  ])('a message that replies %s says to what', (_name, extra, repliesTo) => {
    const input = inputOf({ message: message({ text: 'po', ...extra }) });
    expect((input as { repliesTo?: unknown }).repliesTo).toEqual(repliesTo);
  });

  test.each<[string, object, string | undefined]>([
    ['a message', { message: message({ text: 'x', message_thread_id: 7, is_topic_message: true }) }, '7'],
    ['an edit', { edited_message: message({ text: 'x', message_thread_id: 7 }) }, '7'],
    [
      'a tap',
      {
        callback_query: {
          id: 'Q',
          from: person,
          data: 'm:menu',
          message: message({ text: 'a', message_thread_id: 7 }),
        },
      },
      '7',
    ],
    ['a message outside of any', { message: message({ text: 'x' }) }, undefined],
  ])('the topic is part of where %s is answered', (_name, body, within) => {
    const found = read(body);
    expect(found.kind === 'turn' && found.came.address.within).toBe(within);
  });

  test.each([
    ['/feedback uji nuk vjen sot', 'uji nuk vjen sot'],
    ['/feedback', ''],
  ])('an edit of %s is one of the words after the command', (text, words) => {
    expect(inputOf({ edited_message: command(text) })).toMatchObject({ kind: 'edited', message: { text: words } });
  });

  test('only a contact of their own counts as their number', () => {
    const contact = { phone_number: '+38344000000', first_name: 'Sample' };
    expect(inputOf({ message: message({ contact: { ...contact, user_id: 7 } }) })).toMatchObject({ own: true });
    expect(inputOf({ message: message({ contact: { ...contact, user_id: 8 } }) })).toMatchObject({ own: false });
    expect(inputOf({ message: message({ contact }) })).toMatchObject({ own: false });
  });

  test.each(['sticker', 'poll', 'dice', 'game', 'story', 'paid_media', 'checklist', 'giveaway', 'some_kind_of_2030'])(
    '%s is answered as something that cannot be taken',
    (kind) => {
      expect(inputOf({ message: message({ [kind]: { emoji: '🎲' } }) })).toEqual({ kind: 'unsupported' });
    },
  );

  test.each(['pinned_message', 'message_auto_delete_timer_changed', 'chat_background_set', 'migrate_to_chat_id'])(
    '%s needs no answer',
    (kind) => {
      expect(read({ message: message({ [kind]: {} }) })).toEqual({ kind: 'ignore' });
    },
  );

  test.each<[string, object | null, string | undefined]>([
    ['a person', { type: 'user', sender_user: { id: 8, is_bot: false, first_name: 'Sample' } }, 'person'],
    ['a person who hides who they are', { type: 'hidden_user', sender_user_name: 'Sample' }, 'person'],
    ['a group', { type: 'chat', sender_chat: group }, 'group'],
    ['a channel', { type: 'channel', chat: { id: -8, type: 'channel', title: 'Sample' }, message_id: 3 }, 'channel'],
    ['themselves', { type: 'user', sender_user: person }, 'own'],
    ['what Telegram adds one day', { type: 'some_kind_of_2030' }, 'other'],
    ['nobody', null, undefined],
  ])('what is forwarded from %s says so, and never whose it is', (_name, origin, forwarded) => {
    const forward = origin ? { forward_origin: { date: 1, ...origin } } : {};
    for (const content of [
      { text: 'thonë' },
      { caption: 'thonë', photo: [file] },
      { voice: file },
      { document: file },
    ]) {
      const input = inputOf({ message: message({ ...content, ...forward }) });
      expect((input as { message: { forwarded?: string } }).message.forwarded).toBe(forwarded);
      expect(JSON.stringify(input)).not.toContain('Sample');
    }
  });

  test('an edit of text or caption names the message it changes', () => {
    expect(inputOf({ edited_message: message({ text: 'tjetër', edit_date: 2 }) })).toEqual({
      kind: 'edited',
      message: { kind: 'text', handle: '5', text: 'tjetër' },
    });
    expect(inputOf({ edited_message: message({ photo: [file], caption: 'tjetër' }) })).toMatchObject({
      kind: 'edited',
      message: { kind: 'photo', text: 'tjetër' },
    });
    expect(read({ edited_message: message({ sticker: {} }) })).toEqual({ kind: 'ignore' });
  });

  test.each<[string, object]>([
    ['moves', { latitude: 42.9, longitude: 20.9, live_period: 900, heading: 90 }],
    ['moves for as long as it may', { latitude: 42.9, longitude: 20.9, live_period: 0x7fffffff }],
    ['says how near it has to come', { latitude: 42.9, longitude: 20.9, live_period: 60, proximity_alert_radius: 5 }],
    ['is shared no more', { latitude: 42.9, longitude: 20.9 }],
    ['is of a wrong shape', { latitude: 'x' }],
  ])('a live place that %s is not read: the one they chose stays', (_name, location) => {
    expect(read({ edited_message: message({ location, edit_date: 2 }) })).toEqual({ kind: 'ignore' });
  });
});

describe('what a tapped button means', () => {
  const query = (extra: object) => ({ callback_query: { id: 'Q', from: person, chat_instance: '1', ...extra } });
  test.each<[string, object, string, number | undefined]>([
    ['with its message', { data: 'x', message: message({ text: 'a' }) }, 'x', 5],
    ['whose message Telegram no longer shows', { data: 'x', message: { chat, message_id: 5, date: 0 } }, 'x', 5],
    ['without a message', { data: 'x' }, 'x', undefined],
    ['without data', { game_short_name: 'g' }, '', undefined],
  ])('%s', (_name, extra, data, messageId) => {
    expect(read(query(extra))).toMatchObject({
      kind: 'turn',
      came: {
        address: { channel: 'telegram', text: '7' },
        input: { kind: 'button', data },
        callback: { id: 'Q', messageId },
      },
    });
  });
  test('a button in a group is ignored', () => {
    expect(read(query({ data: 'x', message: message({ text: 'a' }, group) }))).toEqual({ kind: 'ignore' });
  });
});

test('blocking and coming back are known, and only for a person', () => {
  const change = (status: string, where: object = chat) => ({
    my_chat_member: { chat: where, from: person, date: 1, old_chat_member: {}, new_chat_member: { status } },
  });
  expect(inputOf(change('kicked'))).toEqual({ kind: 'blocked' });
  expect(inputOf(change('member'))).toEqual({ kind: 'unblocked' });
  expect(read(change('member', group))).toEqual({ kind: 'ignore' });
});

describe('in a group', () => {
  test.each<[string, object, string]>([
    ['a command asks for the one notice', { text: '/start@community_line_bot' }, 'group'],
    ['being added asks for it', { new_chat_members: [{ id: 1, is_bot: true, first_name: 'Sample' }] }, 'group'],
    ['a person who joins does not', { new_chat_members: [person] }, 'ignore'],
    ['talk between people does not', { text: 'mirëdita' }, 'ignore'],
    ['a voice message does not', { voice: file }, 'ignore'],
  ])('%s', (_name, extra, kind) => {
    expect(read({ message: message(extra, group) }).kind).toBe(kind);
  });
});

/** Every kind of update of the Bot API that the line does not ask for, and one that does not exist. */
test.each([
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'message_reaction',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
  'managed_bot',
  'some_kind_of_2030',
])('an update of kind %s is ignored', (kind) => {
  expect(read({ [kind]: message({ text: 'x' }) })).toEqual({ kind: 'ignore' });
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['a number', 7],
  ['no id', { message: message({ text: 'x' }) }],
  ['an id that is no number', { update_id: 'x', message: message({ text: 'x' }) }],
  ['no content', { update_id: 1 }],
  ['a message that is a text', { update_id: 1, message: 'x' }],
  ['a message without a chat', { update_id: 1, message: { message_id: 1 } }],
  ['a chat without an id', { update_id: 1, message: message({ text: 'x' }, { type: 'private' }) }],
  ['a photo that is a number', { update_id: 1, message: message({ photo: 5 }) }],
  ['a button press of nobody', { update_id: 1, callback_query: { id: 'Q' } }],
  ['a membership without a chat', { update_id: 1, my_chat_member: {} }],
])('a malformed update is ignored: %s', (_name, body) => {
  expect(readUpdate(body as Update)).toEqual({ kind: 'ignore' });
});

test.each<[string, object]>([
  ['a text that is a number', { text: 5 }],
  ['a photo without sizes', { photo: [] }],
  ['a voice message without a file', { voice: {} }],
])('a message of a wrong shape is answered and never kept: %s', (_name, extra) => {
  expect(inputOf({ message: message(extra) })).toEqual({ kind: 'unsupported' });
});
