import { groupsTold } from '../../domain/offers/eligibility.ts';
import type { GroupsTold } from '../../domain/offers/seats.ts';
import { readAboutYou } from '../../turn/about-you.ts';
import type { Visit } from '../../turn/visit.ts';

/** Of which groups this person is, as far as they have told about themselves. */
export const toldGroups = async (visit: Visit): Promise<GroupsTold> =>
  groupsTold(readAboutYou(visit) ?? {}, visit.context.youthAge ?? (await visit.line.settings(visit.tx)).youthAge);
