import en from '../../../../locales/en/codes.json';
import rom from '../../../../locales/rom/codes.json';
import sq from '../../../../locales/sq/codes.json';
import cyrl from '../../../../locales/sr-Cyrl/codes.json';
import latn from '../../../../locales/sr-Latn/codes.json';
import type { LanguageCode } from '../wire/contract.ts';

const NAMES: Record<LanguageCode, Record<string, string>> = {
  sq: sq.municipality,
  'sr-Latn': latn.municipality,
  'sr-Cyrl': cyrl.municipality,
  rom: rom.municipality,
};

/** The middle of each town, north to south; the last is Prishtinë/Priština, for somewhere else. */
const PLACES = [
  { code: 'zvecan', latitude: 42.9075, longitude: 20.8397 },
  { code: 'mitrovica_north', latitude: 42.8969, longitude: 20.8659 },
  { code: 'mitrovica_south', latitude: 42.8833, longitude: 20.8667 },
  { code: 'elsewhere', latitude: 42.6629, longitude: 21.1655 },
] as const;

/** Places by the names that this language gives them. */
export const placesOf = (language: LanguageCode | null) => {
  const names: Record<string, string> = language === null ? en.municipality : NAMES[language];
  return PLACES.map(({ code, latitude, longitude }) => ({ name: names[code] ?? code, latitude, longitude }));
};
