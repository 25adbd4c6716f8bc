import type { Answers } from '../../domain/form.ts';
import { readAboutYou } from '../../turn/about-you.ts';
import type { KnownVisit } from '../../turn/visit.ts';

/** What they told about themselves before is not asked again; what they would not tell then, they may want to tell here. */
export function knownAnswers(visit: KnownVisit): Answers {
  const { gender, communities } = readAboutYou(visit) ?? {};
  return {
    ...(gender && gender !== 'undisclosed' && { gender }),
    ...(communities && !communities.includes('undisclosed') && { community: communities }),
  };
}
