import { offerAbout } from '../../offers/resident/offer-about.ts';
import type { Outcome } from '../../turn/outcome.ts';
import type { Parked } from '../../turn/standing.ts';
import type { Visit } from '../../turn/visit.ts';
import { describeItems } from '../belongings.ts';

/** What a form that was put aside is built from. */
export async function builtFromParked(
  { tx, line, key, context }: Visit,
  parked: Parked | undefined,
): Promise<NonNullable<Outcome['resumes']>> {
  const offersItems = key !== null && parked?.form.form === context.book.words.name;
  const items = offersItems ? await describeItems(tx, line, key, parked.about) : {};
  return { ...(await offerAbout(tx, parked?.about, line.now())), ...items };
}
