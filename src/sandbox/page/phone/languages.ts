import type { Facts, LanguageCode } from '../wire/contract.ts';

const KEPT = 'phone-languages';

const added = (): Record<string, LanguageCode> =>
  JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Record<string, LanguageCode>;

/** Telegram knows no Romani: such a phone is set to another language (ISO 639-1). */
export const TELEGRAM_CODES: Record<LanguageCode, string> = { sq: 'sq', 'sr-Latn': 'sr', 'sr-Cyrl': 'sr', rom: 'sr' };

/** The language a phone is set to; that of residents who were added here is kept while the tab is open. */
export const phoneLanguage = (facts: Facts | null, chatId: number): LanguageCode | null =>
  facts?.residents.find((one) => one.chatId === chatId)?.language ?? added()[chatId] ?? null;

export function keepPhoneLanguage(chatId: number, language: LanguageCode): void {
  sessionStorage.setItem(KEPT, JSON.stringify({ ...added(), [chatId]: language }));
}
