import { lockItem, updateItem } from '../../../db/queries/items/items.ts';
import { owe } from '../../../db/queries/work/outbox.ts';
import type { Answers } from '../../domain/form.ts';
import type { AboutYou } from '../../items/taken-in/submit-item.ts';
import { openJson, sealJson } from '../../privacy/seal.ts';
import { AboutYouAnswers } from '../../residents/forms/about-you.ts';
import type { About } from '../step/standing.ts';
import { isKnown, type Visit } from './visit.ts';

const profilePlace = (residentId: string): string => `profile:${residentId}`;

/** What the resident chose to tell about themselves, or null when they were never asked. */
export function readAboutYou(visit: Visit): AboutYou | null {
  const { sealedProfile, id } = visit.resident;
  return visit.key && sealedProfile ? openJson<AboutYou>(visit.key, profilePlace(id), sealedProfile) : null;
}

/** Keeps the answers with the resident, for their next items too, and with the item they were asked after. */
export async function keepAboutYou(visit: Visit, given: Answers, about: About | undefined): Promise<void> {
  const answers = AboutYouAnswers.safeParse(given);
  if (!isKnown(visit) || !answers.success) return;
  const told: AboutYou = {
    gender: answers.data.gender,
    ageBand: answers.data.age_band,
    communities: answers.data.community,
    disability: answers.data.disability,
  };
  visit.changes.sealedProfile = sealJson(visit.key, profilePlace(visit.resident.id), {
    ...readAboutYou(visit),
    ...defined(told),
  });
  if (!about || !('itemId' in about)) return;
  const item = await lockItem(visit.tx, about.itemId);
  if (item?.residentId !== visit.resident.id) return;
  await updateItem(visit.tx, item.id, defined(told), visit.line.now());
  await owe(visit.tx, 'card', { itemId: item.id });
}

const defined = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>;
