import { municipality } from '../../../../locales/en/codes.json';
import type { LanguageCode } from '../wire/contract.ts';
import { byLanguage } from './languages.ts';

const NAMES = byLanguage(
  import.meta.glob<Record<string, string>>('../../../../locales/*/codes.json', { eager: true, import: 'municipality' }),
);

/** The middle of each town, north to south; the last is Prishtinë/Priština, for somewhere else. */
const PLACES = [
  { code: 'zvecan', latitude: 42.9075, longitude: 20.8397 },
  { code: 'mitrovica_north', latitude: 42.8969, longitude: 20.8659 },
  { code: 'mitrovica_south', latitude: 42.8833, longitude: 20.8667 },
  { code: 'elsewhere', latitude: 42.6629, longitude: 21.1655 },
] as const;

/** Places by the names that this language gives them. */
export const placesOf = (language: LanguageCode | null) => {
  const names: Record<string, string> = NAMES.get(language ?? '') ?? municipality;
  return PLACES.map(({ code, latitude, longitude }) => ({ name: names[code] ?? code, latitude, longitude }));
};
