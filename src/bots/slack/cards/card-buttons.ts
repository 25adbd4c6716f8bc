import type { ItemView } from '../../../core/views/item-view.ts';
import { actions, type Block, LIMITS, type Tool } from '../kit/blocks.ts';
import { type ButtonOf, MORE } from '../kit/button.ts';
import { optionOf } from '../kit/options.ts';
import { staffWords } from '../kit/words.ts';
import type { Together } from '../surface.ts';
import { ACCEPT_REFERRAL, ASSIGN, CLAIM, CLOSE, NOTE, OPEN, REFER, REPLY, RETURN_REFERRAL } from './buttons.ts';

const { words } = staffWords('staff-cards');

/** The buttons under a card; each carries the item's reference. The More menu takes at most five options (docs.slack.dev, overflow menu element). */
export function cardButtons(view: ItemView, card: Together['card']): Block {
  const { reference, status, redactedAt } = view.item;
  const plain = (one: ButtonOf<string>, style?: 'primary') => one.make(words(`button.${one.id}`), reference, style);
  const shown =
    redactedAt !== null
      ? []
      : status === 'closed'
        ? [plain(REPLY), plain(NOTE)]
        : [
            // Whose it is stands on the card; who wants it takes it over by Hand over.
            view.item.assigneeId === null ? plain(CLAIM, 'primary') : plain(ASSIGN),
            plain(REPLY),
            plain(NOTE),
            plain(REFER),
            ...(card.closedOtherwise(view) ? [] : [plain(CLOSE)]),
          ];
  const more: Tool = {
    type: 'overflow',
    action_id: MORE.id,
    options: card
      .menu(view)
      .slice(0, LIMITS.overflowOptions)
      .map(({ id, text }) => optionOf(MORE.option(text, { option: id, reference }))),
  };
  return actions([...shown, more], `item:${reference}`);
}

/** For the agency the item was offered to. */
export const referralButtons = (reference: string): Block =>
  actions(
    [
      ACCEPT_REFERRAL.make(words('button.accept_referral'), reference, 'primary'),
      RETURN_REFERRAL.make(words('button.return_referral'), reference),
    ],
    `referral:${reference}`,
  );

/** All that a sensitive card offers. */
export const openButton = (reference: string): Block =>
  actions([OPEN.make(words('button.open'), reference, 'primary')], `item:${reference}`);
