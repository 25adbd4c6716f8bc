import { type ItemRow, listResidentItems, readItem } from '../../../db/queries/items/items.ts';
import { ACTIVITIES } from '../../activities.ts';
import type { OwnItems } from '../../activity.ts';
import type { ItemKind } from '../../domain/codes.ts';
import type { MessageBody } from '../../domain/message-body.ts';
import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import { cut } from '../../domain/text/cut.ts';
import { listNews } from '../../residents/news.ts';
import { itemButton } from '../../residents/say-of-item.ts';
import { newsButtons } from '../../turn/buttons.ts';
import { askBeforeItem } from '../../turn/look.ts';
import type { KnownVisit } from '../../turn/visit.ts';
import { type ItemView, viewItem, waitsForResident } from '../../views/item-view.ts';

const PAGE = 8;
const MOST = 200;
/** A message each; more than that is read by nobody in ten minutes. */
const MOST_READ = 30;
/** Of their own words, in UTF-16 units. */
const MOST_QUOTED = 1500;
const MEDIA = ['voice', 'photo', 'video', 'document'] as const;
type Media = (typeof MEDIA)[number];

/** The state of an item in plain words. */
export function stateLine(
  row: Pick<ItemRow, 'status' | 'closedReason' | 'assigneeId' | 'firstResponseAt' | 'lastWord'>,
): SayLine {
  if (row.closedReason === 'withdrawn') return { key: 'items:state.withdrawn' };
  if (row.status === 'closed') return { key: 'items:state.closed' };
  if (waitsForResident(row)) return { key: 'items:state.answered' };
  if (row.assigneeId !== null) return { key: 'items:state.in_work' };
  return { key: 'items:state.received' };
}

/** Everything they sent, newest first, a page at a time: when and how it stands, and nothing that says what it is. */
export async function listMyItems(visit: KnownVisit, page = 0): Promise<Say> {
  const rows = await listResidentItems(visit.tx, visit.resident.id, MOST);
  if (rows.length === 0) {
    const start: SayButton = { label: { key: 'menu:feedback' }, data: 'm:feedback' };
    return { lines: [{ key: 'items:title' }, { key: 'items:empty' }], buttons: [[start], [itemButton.menu()]] };
  }
  const shown = rows.slice(page * PAGE, (page + 1) * PAGE);
  const news: SayButton = { label: { key: 'discreet:notice.open' }, data: newsButtons.write('ask') };
  const waiting = (await listNews(visit.tx, visit.resident.id)).length > 0;
  const states = await ownStates(visit, shown);
  const turn = (key: string, to: number): SayButton[] =>
    to >= 0 && to * PAGE < rows.length && to !== page ? [{ label: { key }, data: `m:my${to}` }] : [];
  const turning = [...turn('common:newer', page - 1), ...turn('common:more', page + 1)];
  return {
    lines: [{ key: 'items:title' }],
    buttons: [
      // A notice may have been deleted by hand.
      ...(waiting ? [[news]] : []),
      ...shown.map((row) => [
        itemButton.show(row.id, {
          key: 'items:row',
          values: {
            date: { date: row.receivedAt.toISOString() },
            state: { key: states.get(row.id) ?? stateLine(row).key },
          },
        }),
      ]),
      ...(turning.length > 0 ? [turning] : []),
      [itemButton.menu()],
    ],
  };
}

/** How each stands, where its activity says more than whether somebody still works on it. */
async function ownStates({ tx }: KnownVisit, rows: ItemRow[]): Promise<Map<string, string>> {
  const states = new Map<string, string>();
  for (const { kinds, my } of ACTIVITIES) {
    const ids = rows.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
    const found = my && ids.length > 0 ? await my.states(tx, ids) : [];
    for (const [id, state] of found) states.set(id, state);
  }
  return states;
}

/** Who shows the items of a kind in a way of its own. */
const ownItemsOf = (kind: ItemKind): OwnItems | undefined => ACTIVITIES.find(({ kinds }) => kinds.includes(kind))?.my;

/** Given up by a button of its own, and not like any other item: what comes of a form of its own, but not what was complained of later. */
export const givenUpOtherwise = ({ kind, type }: Pick<ItemRow, 'kind' | 'type'>): boolean =>
  ownItemsOf(kind)?.show !== undefined && type === null;

/** One of their items with its state, their words and the last answer; of a sensitive one, first the question. Empty when it is not theirs. */
export async function showItemState(visit: KnownVisit, itemId: string): Promise<Say[]> {
  const row = await readItem(visit.tx, itemId);
  if (!row || row.residentId !== visit.resident.id) return [];
  return row.sensitive ? [askBeforeItem(itemId)] : showOpened(visit, row);
}

/** The same without the question; the caller has asked. */
export async function showOpened(visit: KnownVisit, row: ItemRow): Promise<Say[]> {
  const own = await ownItemsOf(row.kind)?.show?.(visit, row);
  if (own) return own;
  const view = await viewItem(visit.tx, visit.line, row);
  if (row.sensitive) return [{ lines: describe(row, view) }, ...wholeTalk(view), stateOf(row)];
  const answer = view.messages.filter((message) => message.direction === 'out').at(-1);
  const said: Say[] = answer?.body?.text
    ? [{ lines: [{ key: 'items:show.last_answer' }], quote: answer.body.text }]
    : [];
  return [{ lines: describe(row, view) }, ...ownWords(view), ...said, stateOf(row)];
}

const stateOf = (row: ItemRow): Say => ({
  lines: [{ key: 'items:show.state', values: { state: { key: stateLine(row).key } } }],
  buttons: actions(row),
});

/** A sensitive item is in no file of theirs: all of it is read here, what they sent and what was answered. */
function wholeTalk(view: ItemView): Say[] {
  return view.messages
    .filter((message) => message.direction !== 'note' && message.body !== null)
    .slice(-MOST_READ)
    .map(({ direction, at, body }) => {
      const key = direction === 'in' ? 'discreet:look.you' : 'items:anonymous_answer';
      const { file, kind, text } = body as MessageBody;
      const media =
        file && (MEDIA as readonly string[]).includes(kind) ? [{ kind: kind as Media, handle: file.id }] : [];
      return {
        lines: [{ key, values: { date: { date: at.toISOString() } } }],
        ...(text && { quote: text }),
        ...(media.length > 0 && { media }),
      };
    });
}

function describe(row: ItemRow, view: ItemView): SayLine[] {
  const sent = view.messages.filter((message) => message.direction === 'in').length;
  return [
    { key: 'items:show.reference', values: { reference: row.reference } },
    ...(row.type ? [{ key: 'items:show.kind', values: { kind: { key: `codes:feedback_type.${row.type}` } } }] : []),
    ...(row.municipality
      ? [{ key: 'items:show.place', values: { place: { key: `codes:municipality.${row.municipality}` } } }]
      : []),
    ...(row.sector ? [{ key: 'items:show.topic', values: { topic: { key: `codes:sector.${row.sector}` } } }] : []),
    { key: 'items:show.sent', values: { sent: { date: row.receivedAt.toISOString() } } },
    { key: 'items:show.messages', values: { count: sent } },
    ...(row.status === 'open' && row.firstResponseAt === null
      ? [{ key: 'items:show.due', values: { due: { date: row.dueAt.toISOString() } } }]
      : []),
  ];
}

function ownWords(view: ItemView): Say[] {
  const texts = view.messages
    .filter((message) => message.direction === 'in' && message.body?.text)
    .map((message) => message.body?.text ?? '');
  return texts.length === 0
    ? []
    : [{ lines: [{ key: 'items:show.your_words' }], quote: cut(texts.join('\n\n'), MOST_QUOTED) }];
}

function actions(row: ItemRow): SayButton[][] {
  const open = row.status === 'open';
  return [
    [open ? itemButton.add(row.id) : itemButton.reopen(row.id)],
    ...(open ? [[itemButton.withdraw(row.id)]] : []),
    ...(open && !row.sensitive ? [[itemButton.sensitive(row.id)]] : []),
    [itemButton.list()],
    [itemButton.menu()],
  ];
}
