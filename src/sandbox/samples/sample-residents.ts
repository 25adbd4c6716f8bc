import type { Language } from '../../core/domain/codes.ts';

/** Invented, and said to be so: one resident a language, each with a phone on the page. */
export const SAMPLE_RESIDENTS: readonly { chatId: number; name: string; language: Language; languageCode: string }[] = [
  { chatId: 7_000_000_001, name: 'Besa Shembull · shqip', language: 'sq', languageCode: 'sq' },
  { chatId: 7_000_000_002, name: 'Milica Primer · srpski', language: 'sr-Latn', languageCode: 'sr' },
  { chatId: 7_000_000_003, name: 'Јован Пример · српски', language: 'sr-Cyrl', languageCode: 'sr' },
  { chatId: 7_000_000_004, name: 'Zumruta Misal · romani', language: 'rom', languageCode: 'sr' },
];
