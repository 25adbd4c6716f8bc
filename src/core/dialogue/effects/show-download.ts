import { type ItemRow, listResidentItems } from '../../../db/queries/items/items.ts';
import { ACTIVITIES } from '../../activities.ts';
import type { Say } from '../../domain/say.ts';
import { readAboutYou } from '../../turn/about-you.ts';
import type { KnownVisit } from '../../turn/visit.ts';
import { type ItemView, viewItem } from '../../views/item-view.ts';

const MOST_ITEMS = 1000;

/** Everything of theirs as a file (JSON, readable by people and programs; right of access, GDPR article 15 and 20). */
export async function showDownload(visit: KnownVisit): Promise<Say[]> {
  // Who looks at a shared phone finds files: a serious report is read in the chat, by a step of its own.
  const own = (await viewOwnItems(visit)).filter(({ view }) => !view.item.sensitive);
  const data = {
    language: visit.language,
    secondLanguage: visit.secondLanguage,
    agreedAt: visit.resident.consentedAt?.toISOString() ?? null,
    aboutYou: readAboutYou(visit),
    items: await describeAll(visit, own),
  };
  return [
    {
      lines: [{ key: 'privacy:file_ready' }, { key: 'discreet:download' }],
      critical: true,
      file: { name: 'community-line.json', text: JSON.stringify(data, null, 2) },
      buttons: [[{ label: { key: 'common:menu' }, data: 'm:menu' }]],
    },
  ];
}

async function describeAll(visit: KnownVisit, own: OwnView[]): Promise<object[]> {
  const all: object[] = [];
  for (const { row, view } of own) {
    const held = ACTIVITIES.find(({ kinds }) => kinds.includes(row.kind))?.download;
    all.push({ ...describeItem(view), ...(await held?.(visit, row)) });
  }
  return all;
}

/** Internal notes are staff's, not the resident's; everything else of the item is shown. */
function describeItem(view: ItemView): object {
  const { item } = view;
  return {
    reference: item.reference,
    type: item.type,
    municipality: item.municipality,
    settlement: view.settlement,
    sector: item.sector,
    receivedAt: item.receivedAt.toISOString(),
    status: item.status,
    closedReason: item.closedReason,
    satisfaction: item.satisfaction,
    messages: view.messages
      .filter((message) => message.direction !== 'note')
      .map((message) => ({
        from: message.direction === 'in' ? 'you' : 'staff',
        at: message.at.toISOString(),
        kind: message.body?.kind ?? null,
        text: message.body?.text ?? null,
        place: message.body?.place ?? null,
      })),
  };
}

type OwnView = { row: ItemRow; view: ItemView };

export async function viewOwnItems(visit: KnownVisit): Promise<OwnView[]> {
  const rows = await listResidentItems(visit.tx, visit.resident.id, MOST_ITEMS);
  const own: OwnView[] = [];
  for (const row of rows) own.push({ row, view: await viewItem(visit.tx, visit.line, row) });
  return own;
}
