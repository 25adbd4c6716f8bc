import { isInDanger } from '../../../core/domain/danger.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { type Block, header, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';

/** What staff read of somebody in danger: locales/en/staff-danger.json. */
export const { words } = staffWords('staff-danger');

/** Whether the reporter is safe, above everything else: a code alone, no word of theirs. Nothing where nobody asked. */
export function safetyBlocks({ item }: ItemView): Block[] {
  if (isInDanger(item)) return [header(words('card.not_safe'))];
  if (item.safety === null) return [];
  return [section(`*${words(item.safety === 'not_safe' ? 'card.was_not_safe' : `card.${item.safety}`)}*`)];
}
