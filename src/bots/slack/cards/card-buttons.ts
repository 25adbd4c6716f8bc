import { isOpenEnquiry } from '../../../core/domain/offers/enquiry.ts';
import { enquiryFacet } from '../../../core/grants/view-enquiry.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { type Block, button } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-cards');

export const MORE_OPTIONS = ['reopen', 'release', 'classify', 'merge', 'mark_sensitive', 'history'] as const;
export type MoreOption = (typeof MORE_OPTIONS)[number];

/** Slack gives an overflow menu no value of its own: the option says what is wanted and of which item. */
export const moreValue = (option: MoreOption, reference: string): string => `${option}:${reference}`;

/** The inverse; null for anything the card did not make. */
export function parseMoreValue(value: string): { option: MoreOption; reference: string } | null {
  const [option, reference, ...rest] = value.split(':');
  const known = MORE_OPTIONS.find((one) => one === option);
  return known && reference && rest.length === 0 ? { option: known, reference } : null;
}

/** An overflow menu takes at most five options (docs.slack.dev, overflow menu element), so only those that make sense now. */
function moreOptions({ item }: ItemView): MoreOption[] {
  if (item.redactedAt !== null) return ['history'];
  if (item.status === 'closed') return ['reopen', 'classify', 'mark_sensitive', 'history'];
  return [
    ...(item.assigneeId === null ? [] : (['release'] as const)),
    'classify',
    // An application or a registration is one person's, and nobody else may read what is answered to a sensitive or anonymous item.
    ...(item.kind !== 'feedback' || item.sensitive || item.anonymous ? [] : (['merge'] as const)),
    'mark_sensitive',
    'history',
  ];
}

function awaitsDecision(view: ItemView): boolean {
  const enquiry = enquiryFacet.of(view);
  return enquiry !== null && (isOpenEnquiry(enquiry.state) || enquiry.appeal?.reference === view.item.reference);
}

/** The buttons under a card; each carries the item's reference. */
export function cardButtons(view: ItemView): Block {
  const { reference, status, redactedAt } = view.item;
  const plain = (name: 'claim' | 'reply' | 'note' | 'refer' | 'close', style?: 'primary') =>
    button(name, words(`button.${name}`), reference, style);
  const shown =
    redactedAt !== null
      ? []
      : status === 'closed'
        ? [plain('reply'), plain('note')]
        : [
            plain('claim', view.item.assigneeId === null ? 'primary' : undefined),
            plain('reply'),
            plain('note'),
            plain('refer'),
            // An application, and an appeal, are closed by their decision.
            ...(awaitsDecision(view) ? [] : [plain('close')]),
          ];
  return {
    type: 'actions',
    block_id: `item:${reference}`,
    elements: [
      ...shown,
      {
        type: 'overflow',
        action_id: 'more',
        options: moreOptions(view).map((option) => ({
          text: { type: 'plain_text', text: words(`more.${option}`), emoji: false },
          value: moreValue(option, reference),
        })),
      },
    ],
  };
}

/** For the agency the item was offered to. */
export function referralButtons(reference: string): Block {
  return {
    type: 'actions',
    block_id: `referral:${reference}`,
    elements: [
      button('accept_referral', words('button.accept_referral'), reference, 'primary'),
      button('return_referral', words('button.return_referral'), reference),
    ],
  };
}

/** All that a sensitive card offers. */
export function openButton(reference: string): Block {
  return {
    type: 'actions',
    block_id: `item:${reference}`,
    elements: [button('open', words('button.open'), reference, 'primary')],
  };
}
