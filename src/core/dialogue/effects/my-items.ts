import { type ItemRow, listResidentItems, readItem } from '../../../db/queries/items/items.ts';
import { ACTIVITIES } from '../../activities.ts';
import type { OwnItems } from '../../activity.ts';
import type { ItemKind } from '../../domain/codes.ts';
import type { MessageBody } from '../../domain/message-body.ts';
import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import { cut } from '../../domain/text/cut.ts';
import { partLine } from '../../forms/quote.ts';
import { listNews } from '../../residents/news.ts';
import { itemButton } from '../../residents/say-of-item.ts';
import type { ItemStanding } from '../../residents/say-state.ts';
import { newsButtons } from '../../turn/buttons.ts';
import { askBeforeItem } from '../../turn/look.ts';
import { type KnownVisit, putOnScreen } from '../../turn/visit.ts';
import { type ItemView, viewItem } from '../../views/item-view.ts';
import { readStates } from './read-states.ts';

const PAGE = 8;
const MOST = 200;
/** A message each; more than that is read by nobody in ten minutes. */
const MOST_READ = 30;
const PAGE_OF_TALK = 10;
const MEDIA = ['voice', 'photo', 'video', 'document'] as const;
type Media = (typeof MEDIA)[number];

/** Everything they sent, newest first, a page at a time: when and how it stands, and nothing that says what it is. */
export async function listMyItems(visit: KnownVisit, page = 0): Promise<Say> {
  const rows = await listResidentItems(visit.tx, visit.resident.id, MOST);
  if (rows.length === 0) {
    const start: SayButton = { label: { key: 'menu:feedback' }, data: 'm:feedback' };
    return {
      lines: [{ key: 'items:title' }, { key: 'items:empty' }, ABOUT_RECEIPTS],
      buttons: [[start], [receiptButton], [itemButton.menu()]],
    };
  }
  const shown = rows.slice(page * PAGE, (page + 1) * PAGE);
  const news: SayButton = { label: { key: 'discreet:notice.open' }, data: newsButtons.write('ask') };
  const waiting = (await listNews(visit.tx, visit.resident.id)).length > 0;
  const states = await readStates(visit, shown);
  const turn = (key: string, to: number): SayButton[] =>
    to >= 0 && to * PAGE < rows.length && to !== page ? [{ label: { key }, data: `m:my${to}` }] : [];
  const turning = [...turn('common:newer', page - 1), ...turn('common:more', page + 1)];
  // How it stands is longer than a button: it is said above, and the button named by its number.
  const listed = shown.map((row, at) => {
    const values = { number: page * PAGE + at + 1, date: { date: row.receivedAt.toISOString() } };
    return { row, values, line: { key: 'items:listed', values: { ...values, state: stateIn(states, row) } } };
  });
  return {
    lines: [{ key: 'items:title' }, ...listed.map(({ line }) => line), ABOUT_RECEIPTS],
    buttons: [
      // A notice may have been deleted by hand.
      ...(waiting ? [[news]] : []),
      ...listed.map(({ row, values }) => [itemButton.show(row.id, { key: 'items:row', values })]),
      ...(turning.length > 0 ? [turning] : []),
      [receiptButton],
      [itemButton.menu()],
    ],
  };
}

/** The same for everybody and always: nothing here knows who ever sent something without a name. */
const ABOUT_RECEIPTS: SayLine = { key: 'items:secret' };
const receiptButton: SayButton = { label: { key: 'menu:receipt' }, data: 'm:receipt' };

const stateIn = (states: ReadonlyMap<string, ItemStanding>, row: ItemRow): SayLine =>
  states.get(row.id)?.state ?? { key: 'items:state.received' };

/** Who shows the items of a kind in a way of its own. */
const ownItemsOf = (kind: ItemKind): OwnItems | undefined => ACTIVITIES.find(({ kinds }) => kinds.includes(kind))?.my;

/** Given up by a button of its own, and not like any other item: what comes of a form of its own, but not what was complained of later. */
export const givenUpOtherwise = ({ kind, type }: Pick<ItemRow, 'kind' | 'type'>): boolean =>
  ownItemsOf(kind)?.show !== undefined && type === null;

/** One of their items with its state and what was written in it; of a sensitive one, first the question. Empty when it is not theirs. */
export async function showItemState(visit: KnownVisit, itemId: string, earlier = 0): Promise<Say[]> {
  const row = await readItem(visit.tx, itemId);
  if (!row || row.residentId !== visit.resident.id) return [];
  return row.sensitive ? [askBeforeItem(itemId)] : showOpened(visit, row, earlier);
}

/** The same without the question; the caller has asked. `earlier`: so many pages before the newest. */
export async function showOpened(visit: KnownVisit, row: ItemRow, earlier = 0): Promise<Say[]> {
  putOnScreen(visit, row);
  const view = await viewItem(visit.tx, visit.line, row);
  const talk = talkOf(view);
  const own = earlier === 0 ? await ownItemsOf(row.kind)?.show?.(visit, row) : null;
  if (own) return [...sayTalk(row, talk, 0), ...own];
  const standing = (await readStates(visit, [row])).get(row.id);
  const last = stateOf(row, standing);
  if (earlier > 0) return [...sayTalk(row, talk, earlier), last];
  const first = firstWords(talk);
  return [{ ...first, lines: [...describe(row, talk, standing), ...first.lines] }, ...sayTalk(row, talk, 0), last];
}

const stateOf = (row: ItemRow, standing: ItemStanding | undefined): Say => ({
  lines: [
    ...(standing
      ? [
          {
            key: 'items:show.state_since',
            values: { since: { date: standing.since.toISOString() }, state: standing.state },
          },
        ]
      : []),
    ...(row.satisfaction
      ? [{ key: 'items:show.you_said', values: { answer: { key: `codes:satisfaction.${row.satisfaction}` } } }]
      : []),
  ],
  buttons: actions(row),
});

type Said = ItemView['messages'][number] & { body: MessageBody };

/** What they sent and what was answered, in order; notes are staff's, and destroyed words are gone. */
const talkOf = (view: ItemView): Said[] =>
  view.messages.flatMap((message) =>
    message.direction !== 'note' && message.body !== null ? [{ ...message, body: message.body }] : [],
  );

/** How it began, so that it is recognised. */
function firstWords(talk: Said[]): Pick<Say, 'lines' | 'quote'> {
  const first = talk.find(({ direction }) => direction === 'in')?.body;
  if (!first) return { lines: [] };
  const begins = { key: 'items:show.first_words' };
  const words = first.text === undefined ? '' : cut(first.text, BEGINNING);
  return words === '' ? { lines: [begins, partLine(first)] } : { lines: [begins], quote: words };
}

/** In UTF-16 units. */
const BEGINNING = 200;

/** The newest of it, a message each; what came before is a button away. A sensitive item is in no file of theirs: it is read here alone. */
function sayTalk(row: ItemRow, talk: Said[], earlier: number): Say[] {
  const most = row.sensitive ? MOST_READ : PAGE_OF_TALK;
  const end = Math.max(0, talk.length - earlier * most);
  const shown = talk.slice(Math.max(0, end - most), end);
  const before = end - shown.length;
  const button = itemButton.earlier(row.id, earlier + 1);
  return shown.map((message, at) => ({
    ...sayMessage(message),
    ...(at === 0 && before > 0 && !row.sensitive && { buttons: [[button]] }),
  }));
}

function sayMessage({ direction, at, body }: Said): Say {
  const key = direction === 'in' ? 'discreet:look.you' : 'items:anonymous_answer';
  const { file, kind, text, place } = body;
  const theirs = direction === 'in' ? file : undefined;
  const media =
    theirs && (MEDIA as readonly string[]).includes(kind) ? [{ kind: kind as Media, handle: theirs.id }] : [];
  return {
    lines: [
      { key, values: { date: { date: at.toISOString() } } },
      ...(kind === 'text' ? [] : [partLine(body)]),
      ...(place ? [{ key: 'common:as_written', values: { text: `${place.latitude}, ${place.longitude}` } }] : []),
    ],
    ...(text && { quote: text }),
    ...(media.length > 0 && { media }),
  };
}

function describe(row: ItemRow, talk: Said[], standing: ItemStanding | undefined): SayLine[] {
  const sent = talk.filter((message) => message.direction === 'in').length;
  return [
    { key: 'items:show.reference', values: { reference: row.reference } },
    ...(row.type ? [{ key: 'items:show.kind', values: { kind: { key: `codes:feedback_type.${row.type}` } } }] : []),
    ...(row.municipality
      ? [{ key: 'items:show.place', values: { place: { key: `codes:municipality.${row.municipality}` } } }]
      : []),
    ...(row.sector ? [{ key: 'items:show.topic', values: { topic: { key: `codes:sector.${row.sector}` } } }] : []),
    { key: 'items:show.sent', values: { sent: { date: row.receivedAt.toISOString() } } },
    ...(standing ? [{ key: 'items:show.state', values: { state: standing.state } }] : []),
    { key: 'items:show.messages', values: { count: sent } },
    ...(row.status === 'open' && row.firstResponseAt === null
      ? [{ key: 'items:show.due', values: { due: { date: row.dueAt.toISOString() } } }]
      : []),
  ];
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
