import { bot } from '../../../../locales/en/commands.json';
import en from '../../../../locales/en/phone.json';
import type { LanguageCode } from '../wire/contract.ts';
import { byLanguage } from './languages.ts';

export type PhoneWords = typeof en & { botName: string };

const WORDS = byLanguage(
  import.meta.glob<typeof en>('../../../../locales/*/phone.json', { eager: true, import: 'default' }),
);
const BOTS = byLanguage(
  import.meta.glob<typeof bot>('../../../../locales/*/commands.json', { eager: true, import: 'bot' }),
);

/** What stands on the phone itself, in the language of whoever holds it. */
export const phoneWords = (language: LanguageCode | null): PhoneWords => ({
  ...(WORDS.get(language ?? '') ?? en),
  botName: (BOTS.get(language ?? '') ?? bot).name,
});
