import { type ItemView, waitsForResident } from '../../../core/views/item-view.ts';
import { escapeAndCut, isolate } from '../escape.ts';
import { type Block, context } from '../kit/blocks.ts';
import { ago, moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';

const { codeWords, words } = staffWords('staff-cards');

export const nameOf = (name: string): string => isolate(escapeAndCut(name, 60).text);

/** Past its time without a first answer that was heard, and open or still to be told. The word OVERDUE says so, not a colour. */
export const isOverdue = ({ item, person }: ItemView, now: Date): boolean =>
  (item.status === 'open' || (person?.toTell.length ?? 0) > 0) && item.firstResponseAt === null && item.dueAt < now;

export function due(view: ItemView, now: Date): string {
  if (view.item.firstResponseAt !== null) return words('answered_at', { when: moment(view.item.firstResponseAt) });
  if (isOverdue(view, now)) return `*${words('overdue', { when: moment(view.item.dueAt) })}*`;
  return words('due', { when: moment(view.item.dueAt) });
}

export function status({ item }: ItemView): string {
  if (item.status === 'closed')
    return words('status.closed', { reason: codeWords('closed_reason', item.closedReason ?? '') });
  const base = words(waitsForResident(item) ? 'status.waiting' : 'status.open');
  return item.reopenedCount > 0 ? `${base} · ${words('status.reopened')}` : base;
}

/** Without the settlement: what names a place in one phrase, safe for a notification. */
export const placeWords = ({ item }: ItemView): string =>
  item.municipality === null ? words('unknown') : codeWords('municipality', item.municipality);

export const kindWords = ({ item }: ItemView): string =>
  item.type === null ? codeWords('kind', item.kind) : codeWords('type', item.type);

/**
 * The facts of an item in two short lines: what it is, and how it stands. What is as usual (a normal priority, Telegram) takes no room.
 */
export function facts(view: ItemView, now: Date): Block[] {
  const { item, settlement, assignee } = view;
  const place = settlement
    ? `${placeWords(view)}, ${isolate(escapeAndCut(settlement.replace(/\s+/g, ' '), 80).text)}`
    : placeWords(view);
  const what = [
    `*${item.reference}*`,
    kindWords(view),
    place,
    ...(item.sector === null ? [] : [codeWords('sector', item.sector)]),
    codeWords('agency', item.agency),
    ...(item.channel === 'telegram' ? [] : [codeWords('channel', item.channel)]),
  ];
  const how = [
    ...(item.priority === 'normal' ? [] : [`*${codeWords('priority', item.priority)}*`]),
    due(view, now),
    assignee ? words('has_it', { name: nameOf(assignee.name) }) : words('nobody'),
    status(view),
    words('received', { when: ago(item.receivedAt) }),
  ];
  return [context(what.join(' · ')), context(how.join(' · '))];
}
