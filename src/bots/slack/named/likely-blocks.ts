import type { ItemView } from '../../../core/views/item-view.ts';
import { nameOf } from '../cards/card-facts.ts';
import { type Block, button, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';

const { codeWords } = staffWords('staff-cards');
const { words } = staffWords('staff-named');

const MOST = 3;

/** Slack gives a button one value: the item's number, and whom it is about. */
const likelyValue = (reference: string, staffId: string): string => `${reference}:${staffId}`;

/** The inverse; whatever was not made by it is of no item. */
export function parseLikely(value: string): { reference: string; staffId: string } {
  const [reference = '', staffId = ''] = value.split(':');
  return { reference, staffId };
}

/** Who may be named in it, each with the two answers. The rest comes when these are decided. */
export const likelyBlocks = ({ item, likelyNamed }: ItemView): Block[] =>
  likelyNamed.slice(0, MOST).flatMap(({ id, name, agency }): Block[] => [
    section(words('likely', { person: nameOf(name), agency: codeWords('agency', agency) })),
    {
      type: 'actions',
      elements: [
        button('named_same', words('button.same'), likelyValue(item.reference, id), 'danger'),
        button('named_other', words('button.other'), likelyValue(item.reference, id)),
      ],
    },
  ]);
