import { isInDanger } from '../../../core/domain/danger.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { escapeAndCut } from '../escape.ts';
import { type Block, context, header, section } from '../kit/blocks.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { cardButtons, openButton, referralButtons } from './card-buttons.ts';
import { due, facts, isOverdue, kindWords, nameOf, placeWords, status } from './card-facts.ts';
import { messageBlocks } from './card-messages.ts';
import { CARD } from './card-of-surfaces.ts';
import { safetyBlocks } from './safety.ts';

const { codeWords, words } = staffWords('staff-cards');
const { words: danger } = staffWords('staff-danger');

export const CARD_EVENT = 'community_line_item';

export type Card = {
  /** For notifications: never a word of the resident. */
  text: string;
  blocks: Block[];
  metadata: { event_type: typeof CARD_EVENT; event_payload: { reference: string } };
};

export type CardOptions = {
  /** Slack's code for why the channel it was meant for cannot be used. */
  fallbackBecause?: string | undefined;
  /** When protection staff first opened a sensitive item. */
  seenAt?: Date | null | undefined;
  /** After Slack refused the card with its words: the rest must stand all the same. */
  withoutWords?: boolean | undefined;
};

/** The card of an item. A sensitive one holds its number, its time and who has it: no place, no type, no word. */
export function renderCard(view: ItemView, now: Date, options: CardOptions = {}): Card {
  const { reference } = view.item;
  const metadata = { event_type: CARD_EVENT, event_payload: { reference } } as const;
  if (view.item.sensitive)
    return {
      text: isInDanger(view.item) ? danger('card.summary', { reference }) : words('sensitive.summary', { reference }),
      blocks: sensitive(view, now, options),
      metadata,
    };
  const kind = kindWords(view);
  return {
    text: words('summary', { reference, kind, place: placeWords(view) }),
    blocks: [
      header(words('title', { reference, kind })),
      ...fallbackNote(options),
      facts(view, now),
      ...CARD.blocks(view),
      ...content(view, now, options),
      cardButtons(view, CARD),
      ...CARD.buttons(view),
    ],
    metadata,
  };
}

/** What stands where a card was taken down. Without metadata's number a later search does not take it for the card. */
export const renderTakenDown = (): { text: string; blocks: Block[] } => ({
  text: words('taken_down'),
  blocks: [section(words('taken_down'))],
});

function content(view: ItemView, now: Date, options: CardOptions): Block[] {
  if (view.item.redactedAt !== null) return [section(`_${words('redacted')}_`)];
  const { satisfaction, reference } = view.item;
  return [
    ...(options.withoutWords ? [section(words('message.refused', { reference }))] : messageBlocks(view)),
    ...(satisfaction === null ? [] : [context(words(`satisfaction.${satisfaction}`))]),
    ...(options.withoutWords ? [] : openReferral(view, now)),
  ];
}

function openReferral(view: ItemView, now: Date): Block[] {
  const referral = view.referrals.find((one) => one.state === 'offered');
  if (!referral || view.item.status === 'closed') return [];
  const text = words(referral.dueAt < now ? 'referral.overdue' : 'referral.offered', {
    from: codeWords('agency', referral.fromAgency),
    to: codeWords('agency', referral.toAgency),
    due: moment(referral.dueAt),
  });
  const remark = referral.remark === null ? '' : escapeAndCut(referral.remark, 600).text;
  return [
    section(remark === '' ? text : `${text}\n${words('referral.remark', { remark })}`),
    referralButtons(view.item.reference),
  ];
}

function sensitive(view: ItemView, now: Date, options: CardOptions): Block[] {
  const { item, assignee } = view;
  const seen = options.seenAt ? words('sensitive.seen', { when: moment(options.seenAt) }) : words('sensitive.unseen');
  const dueLine =
    isOverdue(view, now) || item.firstResponseAt ? due(view, now) : `${words('sensitive.due')} ${due(view, now)}`;
  const lines = [
    item.status === 'open' ? dueLine : status(view),
    ...(item.status === 'open' ? [status(view)] : []),
    seen,
    `${words('field.assignee')}: ${assignee ? nameOf(assignee.name) : words('nobody')}`,
    item.redactedAt === null ? words('sensitive.hint') : words('redacted'),
  ];
  return [
    ...safetyBlocks(view),
    header(words('sensitive.title', { reference: item.reference })),
    section(lines.join('\n')),
    openButton(item.reference),
  ];
}

function fallbackNote(options: CardOptions): Block[] {
  return options.fallbackBecause === undefined ? [] : [context(words('fallback', { code: options.fallbackBecause }))];
}
