import type { ItemRow } from '../../db/queries/items/items.ts';
import { listToldLast } from '../../db/queries/residents/deliveries.ts';
import { isAnswerButton } from '../dialogue/book.ts';
import { showOpened } from '../dialogue/effects/my-items.ts';
import type { Say, SayButton, SayLine } from '../domain/say.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson } from '../privacy/seal.ts';
import { itemButton } from '../residents/say-of-item.ts';
import { itemButtons } from '../turn/buttons.ts';
import type { KnownVisit } from '../turn/visit.ts';

/** What somebody can say: the button that says it on a phone. `asked`: what it answers, where it was told to them. */
export type SpokenAnswer = { data: string; label: SayButton['label']; asked: SayLine | null };

/**
 * What they may answer now: the buttons of what they were told last, and of the screen of the item as it would stand on a phone. What no phone would
 * take any more is not among them.
 */
export async function answersOfPerson(visit: KnownVisit, row: ItemRow): Promise<SpokenAnswer[]> {
  const told = (await listToldLast(visit.tx, row.id)).flatMap(({ sealedSay }) =>
    sealedSay ? openJson<Say[]>(visit.key, sealedIn.say(visit.resident.id), sealedSay) : [],
  );
  const all = [
    ...told.flatMap((say) => answersIn(say, say.lines.at(-1) ?? null)),
    ...(await showOpened(visit, row)).flatMap((say) => answersIn(say, null)),
    ...answersIn({ lines: [], buttons: [[itemButton.add(row.id)]] }, null),
  ].filter(({ data }) => row.status === 'closed' || itemButtons.read(data)?.what !== 'rate');
  return all.filter(({ data }, at) => all.findIndex((one) => one.data === data) === at);
}

const answersIn = ({ buttons = [] }: Say, asked: SayLine | null): SpokenAnswer[] =>
  buttons.flat().flatMap(({ data, label }) => (isAnswerButton(data) ? [{ data, label, asked }] : []));
