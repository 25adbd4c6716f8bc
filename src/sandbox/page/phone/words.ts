import enCommands from '../../../../locales/en/commands.json';
import en from '../../../../locales/en/phone.json';
import romCommands from '../../../../locales/rom/commands.json';
import rom from '../../../../locales/rom/phone.json';
import sqCommands from '../../../../locales/sq/commands.json';
import sq from '../../../../locales/sq/phone.json';
import cyrlCommands from '../../../../locales/sr-Cyrl/commands.json';
import cyrl from '../../../../locales/sr-Cyrl/phone.json';
import latnCommands from '../../../../locales/sr-Latn/commands.json';
import latn from '../../../../locales/sr-Latn/phone.json';
import type { LanguageCode } from '../wire/contract.ts';

export type PhoneWords = typeof en & { botName: string };

const WORDS: Record<LanguageCode, PhoneWords> = {
  sq: { ...sq, botName: sqCommands.bot.name },
  'sr-Latn': { ...latn, botName: latnCommands.bot.name },
  'sr-Cyrl': { ...cyrl, botName: cyrlCommands.bot.name },
  rom: { ...rom, botName: romCommands.bot.name },
};

/** What stands on the phone itself, in the language of whoever holds it. */
export const phoneWords = (language: LanguageCode | null): PhoneWords =>
  language === null ? { ...en, botName: enCommands.bot.name } : WORDS[language];

/** Each language in its own name, as it stands on the line's first question. */
export const LANGUAGE_NAMES: Record<LanguageCode, string> = {
  sq: 'Shqip',
  'sr-Latn': 'Srpski',
  'sr-Cyrl': 'Српски',
  rom: 'Romani',
};
