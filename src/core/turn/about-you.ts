import type { AboutYou } from '../domain/codes.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson, sealJson } from '../privacy/seal.ts';
import type { KnownVisit, Visit } from './visit.ts';

/** What the resident chose to tell about themselves, or null when they were never asked. */
export function readAboutYou({ key, resident }: Pick<Visit, 'key' | 'resident'>): AboutYou | null {
  const { sealedProfile, id } = resident;
  return key && sealedProfile ? openJson<AboutYou>(key, sealedIn.profile(id), sealedProfile) : null;
}

/** Puts it to what is saved with the turn. */
export function writeAboutYou({ changes, key, resident }: KnownVisit, told: AboutYou): void {
  changes.sealedProfile = sealJson(key, sealedIn.profile(resident.id), told);
}
