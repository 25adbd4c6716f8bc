import type { Api } from 'grammy';
import type { BotCommand } from 'grammy/types';
import { RESIDENT_COMMANDS } from '../../core/dialogue/book.ts';
import { LANGUAGE_TABLE, type TextLanguage } from '../../core/domain/languages.ts';
import type { Texts } from '../../core/i18n/texts.ts';

/**
 * Telegram knows two-letter languages only, and not all of ours: who has another on their phone is shown the languages of the town beside
 * each other until they picked theirs in the chat (chat-menu.ts).
 */
const IN_TELEGRAM = (Object.entries(LANGUAGE_TABLE) as [TextLanguage, (typeof LANGUAGE_TABLE)[TextLanguage]][]).filter(
  ([, { phone }]) => phone.commands,
);
const OF_THE_TOWN = IN_TELEGRAM.filter(([, { residents }]) => residents).map(([language]) => language);
type Code = (typeof LANGUAGE_TABLE)[TextLanguage]['phone']['code'];
const REGISTERED: readonly { code: Code | undefined; languages: readonly TextLanguage[] }[] = [
  { code: undefined, languages: OF_THE_TOWN },
  ...IN_TELEGRAM.map(([language, { phone }]) => ({ code: phone.code, languages: [language] })),
];

/** Bot API: setMyCommands, setMyName, setMyDescription, setMyShortDescription. */
const MOST = { command: 256, name: 64, description: 512, short: 120 } as const;

/** The commands in a language, as Telegram lists them. */
export const commandsIn = (texts: Texts, languages: readonly TextLanguage[]): BotCommand[] =>
  RESIDENT_COMMANDS.map((command) => ({
    command,
    description: together(texts, languages, `commands:${command}`, ' · ', MOST.command),
  }));

export const sameCommands = (one: readonly BotCommand[], other: readonly BotCommand[]): boolean =>
  JSON.stringify(one.map(({ command, description }) => [command, description])) ===
  JSON.stringify(other.map(({ command, description }) => [command, description]));

export type Registering = Pick<
  Api,
  | `${'get' | 'set'}MyCommands`
  | `${'get' | 'set'}MyName`
  | `${'get' | 'set'}MyDescription`
  | `${'get' | 'set'}MyShortDescription`
>;

/**
 * Tells Telegram the commands, the name and what the bot says of itself, in each language it can show: only what it does not say already,
 * for it takes few such changes a day. One that is refused keeps no other back; the first of them is thrown in the end.
 */
export async function registerBot(api: Registering, texts: Texts): Promise<void> {
  const failed: unknown[] = [];
  const settle = async (change: () => Promise<unknown>) => {
    try {
      await change();
    } catch (error) {
      failed.push(error);
    }
  };
  for (const { code, languages } of REGISTERED) {
    const options = code === undefined ? {} : { language_code: code };
    const said = (key: keyof typeof MOST, apart: string) =>
      together(texts, languages, `commands:bot.${key}`, apart, MOST[key]);
    const commands = commandsIn(texts, languages);
    const scope = { type: 'all_private_chats' } as const;
    await settle(async () => {
      const now = await api.getMyCommands({ scope, ...options });
      if (!sameCommands(now, commands)) await api.setMyCommands(commands, { scope, ...options });
    });
    await settle(async () => {
      const name = said('name', ' · ');
      if ((await api.getMyName(options)).name !== name) await api.setMyName(name, options);
    });
    await settle(async () => {
      const description = said('description', '\n\n');
      if ((await api.getMyDescription(options)).description !== description)
        await api.setMyDescription(description, options);
    });
    await settle(async () => {
      const short = said('short', ' · ');
      if ((await api.getMyShortDescription(options)).short_description !== short)
        await api.setMyShortDescription(short, options);
    });
  }
  if (failed.length > 0) throw failed[0];
}

/** A text in several languages, of each so many of its first sentences as there is room for. */
function together(texts: Texts, languages: readonly TextLanguage[], key: string, apart: string, most: number): string {
  const sentences = languages.map((language) => texts.say(language, key).split(/(?<=[.!?])\s+/));
  for (let count = Math.max(...sentences.map(({ length }) => length)); count > 1; count -= 1) {
    const joined = joinDifferent(sentences, count, apart);
    if (joined.length <= most) return joined;
  }
  const first = joinDifferent(sentences, 1, apart);
  return first.length <= most || languages.length === 1
    ? first
    : together(texts, languages.slice(0, -1), key, apart, most);
}

/** A word that is the same in both is said once. */
const joinDifferent = (sentences: readonly string[][], count: number, apart: string): string =>
  [...new Set(sentences.map((one) => one.slice(0, count).join(' ')))].join(apart);
