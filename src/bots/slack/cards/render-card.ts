import { isInDanger } from '../../../core/domain/danger.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { type Block, context, section } from '../kit/blocks.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { cardButtons, openButton } from './card-buttons.ts';
import { due, facts, isOverdue, kindWords, nameOf, placeWords, status } from './card-facts.ts';
import { laterBlocks, submittedBlocks } from './card-messages.ts';
import { CARD } from './card-of-surfaces.ts';
import { referralBlocks } from './card-referral.ts';
import { safetyBlocks } from './safety.ts';

const { words } = staffWords('staff-cards');
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
      ...fallbackNote(options),
      ...said(view, options),
      ...facts(view, now),
      ...CARD.blocks(view),
      ...afterwards(view, now, options),
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

/** What the resident wrote, before anything else. */
function said(view: ItemView, options: CardOptions): Block[] {
  const { redactedAt, reference } = view.item;
  if (redactedAt !== null) return [section(`_${words('redacted')}_`)];
  return options.withoutWords ? [section(words('message.refused', { reference }))] : submittedBlocks(view);
}

/** What came of it. */
function afterwards(view: ItemView, now: Date, options: CardOptions): Block[] {
  const { satisfaction, redactedAt } = view.item;
  if (redactedAt !== null) return [];
  return [
    ...(options.withoutWords ? [] : laterBlocks(view)),
    ...(satisfaction === null ? [] : [context(words(`satisfaction.${satisfaction}`))]),
    ...(options.withoutWords ? [] : referralBlocks(view, now)),
  ];
}

function sensitive(view: ItemView, now: Date, options: CardOptions): Block[] {
  const { item, assignee } = view;
  const seen = options.seenAt ? words('sensitive.seen', { when: moment(options.seenAt) }) : words('sensitive.unseen');
  const toBeSeen = isOverdue(view, now) || item.firstResponseAt !== null;
  const by = toBeSeen ? due(view, now) : words('sensitive.due', { when: moment(item.dueAt) });
  const how = [
    ...(item.status === 'open' ? [by] : []),
    status(view),
    assignee ? words('has_it', { name: nameOf(assignee.name) }) : words('nobody'),
    seen,
  ];
  return [
    ...safetyBlocks(view),
    section(`*${words('sensitive.title', { reference: item.reference })}*`),
    context(how.join(' · ')),
    context(item.redactedAt === null ? words('sensitive.hint') : words('redacted')),
    openButton(item.reference),
  ];
}

function fallbackNote(options: CardOptions): Block[] {
  return options.fallbackBecause === undefined ? [] : [context(words('fallback', { code: options.fallbackBecause }))];
}
