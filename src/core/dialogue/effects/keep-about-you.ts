import { lockItem, updateItem } from '../../../db/queries/items/items.ts';
import { owe } from '../../../db/queries/work/outbox.ts';
import type { AboutYou } from '../../domain/codes.ts';
import type { Answers } from '../../domain/form.ts';
import { AboutYouAnswers } from '../../residents/forms/about-you.ts';
import { readAboutYou, writeAboutYou } from '../../turn/about-you.ts';
import type { About } from '../../turn/standing.ts';
import { isKnown, type Visit } from '../../turn/visit.ts';

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
  writeAboutYou(visit, { ...readAboutYou(visit), ...defined(told) });
  if (!about || !('itemId' in about)) return;
  const item = await lockItem(visit.tx, about.itemId);
  if (item?.residentId !== visit.resident.id) return;
  await updateItem(visit.tx, item.id, defined(told), visit.line.now());
  await owe(visit.tx, 'card', { itemId: item.id });
}

const defined = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>;
