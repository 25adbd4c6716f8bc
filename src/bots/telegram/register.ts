import type { Api } from 'grammy';
import { RESIDENT_COMMANDS } from '../../core/dialogue/book.ts';
import type { Texts } from '../../core/i18n/texts.ts';

/**
 * Telegram knows two-letter languages only, and no Romani: Serbian is shown in Latin script, and who has another language on their phone
 * gets Albanian. Romani speakers pick theirs in the chat.
 */
const REGISTERED = [
  { code: undefined, language: 'sq' },
  { code: 'sq', language: 'sq' },
  { code: 'sr', language: 'sr-Latn' },
  { code: 'en', language: 'en' },
] as const;

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
