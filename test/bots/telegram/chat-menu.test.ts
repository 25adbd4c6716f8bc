import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerBot } from '../../../src/bots/telegram/register.ts';
import { RESIDENT_COMMANDS } from '../../../src/core/dialogue/book.ts';
import { LANGUAGES, type Language } from '../../../src/core/domain/codes.ts';
import { newBot } from '../../support/new-bot.ts';
import { pickUpPhone } from '../../support/phone.ts';
import { row } from '../../support/rows.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, texts } from './bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld({ timeoutSeconds: 5 });
  world.bot.start();
  await until(() => registered('sq') !== undefined);
});
afterAll(() => world.close());

type Commands = { command: string; description: string }[];
const listed = (scope: unknown, code = ''): Commands | undefined =>
  (world.control.commands() as Record<string, Commands>)[JSON.stringify([scope, code])];
const registered = (code: string) => listed({ type: 'all_private_chats' }, code);
const menuOf = (chatId: number): string | undefined =>
  listed({ type: 'chat', chat_id: chatId })
    ?.map(({ description }) => description)
    .join('|');
const menuIn = (language: Language): string =>
  RESIDENT_COMMANDS.map((command) => texts.say(language, `commands:${command}`)).join('|');
const settled = () => until(() => world.control.pendingUpdates() === 0);

/** What a worker would do now; what is to be tried again stays. */
async function work(): Promise<string[]> {
  const kinds: string[] = [];
  const topics = "('chat_menu', 'farewell')";
  const found = (
    await row(
      world.line,
      `select coalesce(json_agg(o order by id), '[]'::json) as all from outbox o where topic in ${topics}`,
    )
  ).all as { id: number; topic: string; payload: { residentId: string; as: string } }[];
  for (const { id, topic, payload } of found) {
    const result = await (topic === 'farewell' ? world.bot.takeBackFarewell(payload) : world.bot.putMenu(payload));
    kinds.push(result.kind);
    if (result.kind === 'done') await row(world.line, `delete from outbox where id = ${id} returning id`);
  }
  return kinds;
}

async function agreed(language: Language) {
  const phone = pickUpPhone(world.control);
  await phone.agree(language);
  await settled();
  return phone;
}

describe('the menu beside a chat', () => {
  test.each(LANGUAGES)('is in %s for who picked it and agreed, and is set once', async (language) => {
    const phone = await agreed(language);
    expect(menuOf(phone.chatId)).toBeUndefined();
    expect(await work()).toEqual(['done']);
    expect(menuOf(phone.chatId)).toBe(menuIn(language));
    // What stands already is not set again: that would be refused here.
    phone.write('/start');
    await settled();
    world.control.fault({ kind: '500', method: 'setMyCommands' });
    expect(await work()).toEqual(['done']);
    world.control.clearFaults();
  });

  test('is nobody’s before they agree', async () => {
    const phone = pickUpPhone(world.control);
    phone.write('/start');
    await phone.press('language:rom');
    await settled();
    expect(await work()).toEqual([]);
    expect(menuOf(phone.chatId)).toBeUndefined();
  });

  test('follows a change of the language, by the form and by the one tap', async () => {
    const phone = await agreed('rom');
    await work();
    phone.write('/menu');
    await phone.press('m:switch');
    await settled();
    await work();
    expect(menuOf(phone.chatId)).toBe(menuIn('sq'));
    phone.write('/language');
    await phone.press('language:sr-Cyrl');
    await settled();
    await work();
    expect(menuOf(phone.chatId)).toBe(menuIn('sr-Cyrl'));
  });

  test('goes with a quick exit, and comes back with /start', async () => {
    const phone = await agreed('sr-Latn');
    await work();
    phone.write('/menu');
    await phone.press('m:exit');
    await settled();
    await work();
    expect(menuOf(phone.chatId)).toBeUndefined();
    phone.write('/start');
    await settled();
    await work();
    expect(menuOf(phone.chatId)).toBe(menuIn('sr-Latn'));
  });

  test('goes with everything else that is forgotten', async () => {
    const phone = await agreed('rom');
    await work();
    phone.write('/forget');
    await phone.press('sure:yes');
    await phone.press('really:yes');
    await settled();
    expect(await work()).toEqual(['done']);
    expect(menuOf(phone.chatId)).toBeUndefined();
  });

  test('is not put back by work that comes after everything was forgotten', async () => {
    const phone = await agreed('rom');
    const { residentId } = (await row(
      world.line,
      "select payload->>'residentId' as \"residentId\" from outbox where topic = 'chat_menu'",
    )) as { residentId: string };
    phone.write('/forget');
    await phone.press('sure:yes');
    await phone.press('really:yes');
    await settled();
    await work();
    expect(await world.bot.putMenu({ residentId, as: 'shown' })).toEqual({ kind: 'done' });
    expect(menuOf(phone.chatId)).toBeUndefined();
  });

  test.each([
    ['429', { kind: 'retry', reason: 'rate_limited', afterSeconds: 7 }],
    ['500', { kind: 'retry', reason: 'no_answer' }],
    ['403', { kind: 'done' }],
  ] as const)('where Telegram answers %s it is tried again, or let be where they shut us out', async (kind, result) => {
    const phone = await agreed('sr-Cyrl');
    const { payload } = (await row(world.line, "select payload from outbox where topic = 'chat_menu'")) as {
      payload: { residentId: string; as: string };
    };
    world.control.fault({ kind, method: 'setMyCommands', retryAfterSeconds: 7 });
    expect(await world.bot.putMenu(payload)).toEqual(result);
    world.control.clearFaults();
    await work();
    expect(menuOf(phone.chatId)).toBe(menuIn('sr-Cyrl'));
  });
});

describe('what the bot says of itself', () => {
  const said = (what: string, code: string) => world.control.saysOfItself()[`${what}:${code}`];

  test.each([
    ['sq', 'sq'],
    ['sr', 'sr-Latn'],
    ['en', 'en'],
  ] as const)('is in the language of a phone set to %s', (code, language) => {
    for (const [what, key] of [
      ['name', 'name'],
      ['description', 'description'],
      ['short_description', 'short'],
    ] as const)
      expect(said(what, code)).toBe(texts.say(language, `commands:bot.${key}`));
  });

  test('is in Albanian and Serbian beside each other on any other phone, in Telegram’s limits', () => {
    for (const [what, key] of [
      ['name', 'name'],
      ['description', 'description'],
      ['short_description', 'short'],
    ] as const)
      for (const language of ['sq', 'sr-Latn']) {
        const [first] = texts.say(language, `commands:bot.${key}`).split(/(?<=[.!?])\s/);
        expect(said(what, '')).toContain(first);
      }
    expect(registered('')?.find(({ command }) => command === 'help')?.description).toBe(
      ['sq', 'sr-Latn'].map((language) => texts.say(language, 'commands:help')).join(' · '),
    );
  });
});

test('nothing is set that stands already, and what is refused keeps nothing else back', async () => {
  const set: string[] = [];
  const change = (name: string) => async () => {
    set.push(name);
    return true as const;
  };
  const bot = newBot({
    setMyCommands: change('commands'),
    setMyName: async () => {
      throw new Error('too often');
    },
    setMyDescription: change('description'),
    setMyShortDescription: change('short'),
  });
  await expect(registerBot(bot, texts)).rejects.toThrow('too often');
  expect(set).toEqual([1, 2, 3, 4].flatMap(() => ['commands', 'description', 'short']));
});

test('nothing at all is set a second time', async () => {
  const kept = world.control.saysOfItself();
  const commands = world.control.commands() as Record<string, Commands>;
  const set = async () => {
    throw new Error('it stands already');
  };
  type Where = { scope?: unknown; language_code?: string } | undefined;
  const of = (what: string, where: Where) => kept[`${what}:${where?.language_code ?? ''}`] ?? '';
  const bot = newBot({
    getMyCommands: async (where) => commands[JSON.stringify([where?.scope ?? null, where?.language_code ?? ''])] ?? [],
    getMyName: async (where) => ({ name: of('name', where) }),
    getMyDescription: async (where) => ({ description: of('description', where) }),
    getMyShortDescription: async (where) => ({ short_description: of('short_description', where) }),
    ...{ setMyCommands: set, setMyName: set, setMyDescription: set, setMyShortDescription: set },
  });
  await registerBot(bot, texts);
});
