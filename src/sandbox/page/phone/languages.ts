import type { Facts, LanguageCode } from '../wire/contract.ts';

const KEPT = 'phone-languages';

const added = (): Record<string, LanguageCode> =>
  JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Record<string, LanguageCode>;

/** What Telegram calls the language that phones of its readers are set to (ISO 639-1). */
export const telegramCode = (facts: Facts | null, language: LanguageCode): string | undefined =>
  facts?.languages.find(({ code }) => code === language)?.phone;

/** The language a phone is set to; that of residents who were added here is kept while the tab is open. */
export const phoneLanguage = (facts: Facts | null, chatId: number): LanguageCode | null =>
  facts?.residents.find((one) => one.chatId === chatId)?.language ?? added()[chatId] ?? null;

export function keepPhoneLanguage(chatId: number, language: LanguageCode): void {
  sessionStorage.setItem(KEPT, JSON.stringify({ ...added(), [chatId]: language }));
}

/** The files of one name in every folder of `locales/`, by language. */
export const byLanguage = <T>(files: Record<string, T>): ReadonlyMap<LanguageCode, T> =>
  new Map(Object.entries(files).map(([path, file]) => [path.split('/').at(-2) ?? '', file]));
