import type { Api } from 'grammy';
import { RESIDENT_COMMANDS } from '../../core/dialogue/book.ts';
import { FIRST_LANGUAGE } from '../../core/domain/language.ts';
import { LANGUAGE_TABLE } from '../../core/domain/languages.ts';
import type { Texts } from '../../core/i18n/texts.ts';

/**
 * Telegram knows two-letter languages only, and not all of ours: who has another on their phone gets the first, and picks theirs in the
 * chat.
 */
const REGISTERED = [
  { code: undefined, language: FIRST_LANGUAGE },
  ...Object.entries(LANGUAGE_TABLE).flatMap(([language, { phone }]) =>
    phone.commands ? [{ code: phone.code, language }] : [],
  ),
];

/** Tells Telegram the commands and what the bot says of itself, in each language it can show. */
export async function registerBot(api: Api, texts: Texts): Promise<void> {
  for (const { code, language } of REGISTERED) {
    const commands = RESIDENT_COMMANDS.map((command) => ({
      command,
      description: texts.say(language, `commands:${command}`),
    }));
    const options = code === undefined ? {} : { language_code: code };
    await api.setMyCommands(commands, { scope: { type: 'all_private_chats' }, ...options });
    await api.setMyDescription(texts.say(language, 'commands:bot.description'), options);
    await api.setMyShortDescription(texts.say(language, 'commands:bot.short'), options);
  }
}
