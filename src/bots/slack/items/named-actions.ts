import { decideLikeness } from '../../../core/items/hidden/decide-likeness.ts';
import { showItem } from '../../../core/views/show-item.ts';
import { action, type Listing, type Press } from '../host/listing.ts';
import { redraw } from '../host/open-modal.ts';
import { message } from '../kit/modal.ts';
import { parseLikely } from '../named/likely-blocks.ts';
import { refusalWords, tell } from '../respond.ts';
import { itemModal } from './item-modal.ts';

/** What stands in the open item where somebody may be named in it; the item is drawn anew. */
const decide =
  (same: boolean): Press =>
  async ({ bot, aside, opening, value }) => {
    const { reference, staffId } = parseLikely(value);
    const member = await opening.admit();
    const result = member.ok ? await decideLikeness(bot.line, member.value, reference, staffId, same) : member;
    if (opening.onTopOf === undefined) {
      if (!result.ok) await tell(bot, aside, refusalWords(result));
      return;
    }
    const shown = member.ok && result.ok ? await showItem(bot.line, member.value, reference) : result;
    const view = shown.ok ? itemModal(bot, shown.value as never) : message(refusalWords(shown));
    await redraw(bot, opening.onTopOf, view);
  };

export const NAMED_ACTIONS: Listing[] = [
  action('named_same', 'see_sensitive', decide(true)),
  action('named_other', 'see_sensitive', decide(false)),
];
