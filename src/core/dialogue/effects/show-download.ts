import { listResidentItems } from '../../../db/queries/items/items.ts';
import { readEnquiryByItem } from '../../../db/queries/offers/enquiries.ts';
import { readRegistrationByItem } from '../../../db/queries/offers/registrations.ts';
import type { Say } from '../../domain/say.ts';
import { openEnquiry, openReason } from '../../grants/details.ts';
import { openDetails } from '../../trainings/details.ts';
import { readAboutYou } from '../../turn/about-you.ts';
import type { KnownVisit } from '../../turn/visit.ts';
import { type ItemView, viewItem } from '../../views/item-view.ts';

const MOST_ITEMS = 1000;

/** Everything of theirs as a file (JSON, readable by people and programs; right of access, GDPR article 15 and 20). */
export async function showDownload(visit: KnownVisit): Promise<Say[]> {
  // Who looks at a shared phone finds files: a serious report is read in the chat, by a step of its own.
  const views = (await viewOwnItems(visit)).filter(({ item }) => !item.sensitive);
  const data = {
    language: visit.language,
    secondLanguage: visit.secondLanguage,
    agreedAt: visit.resident.consentedAt?.toISOString() ?? null,
    aboutYou: readAboutYou(visit),
    items: await describeAll(visit, views),
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

async function describeAll(visit: KnownVisit, views: ItemView[]): Promise<object[]> {
  const all: object[] = [];
  for (const view of views) all.push({ ...describeItem(view), ...(await describePlace(visit, view)) });
  return all;
}

/** What is kept of a registration or an application beside its messages. */
async function describePlace({ tx, key }: KnownVisit, { item }: ItemView): Promise<object> {
  const registration = item.kind === 'registration' ? await readRegistrationByItem(tx, item.id) : null;
  if (registration) {
    const { status, share, createdAt, useful, recommend } = registration;
    const details = openDetails(key, registration);
    return { registration: { status, share, createdAt: createdAt.toISOString(), useful, recommend, details } };
  }
  const enquiry = item.kind === 'enquiry' ? await readEnquiryByItem(tx, item.id) : null;
  if (!enquiry) return {};
  const { state, businessStage, amountCents, approvedCents } = enquiry;
  const held = { details: openEnquiry(key, enquiry), reason: openReason(key, enquiry) };
  return { enquiry: { state, businessStage, amountCents, approvedCents, ...held } };
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

export async function viewOwnItems(visit: KnownVisit): Promise<ItemView[]> {
  const rows = await listResidentItems(visit.tx, visit.resident.id, MOST_ITEMS);
  const views: ItemView[] = [];
  for (const row of rows) views.push(await viewItem(visit.tx, visit.line, row));
  return views;
}
