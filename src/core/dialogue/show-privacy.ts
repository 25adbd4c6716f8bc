import { listResidentItems } from '../../db/queries/items.ts';
import type { Say, SayLine, SayValue } from '../domain/say.ts';
import { type ItemView, viewItem } from '../items/item-view.ts';
import { readAboutYou } from './keep-about-you.ts';
import type { KnownVisit } from './visit.ts';

const MOST_ITEMS = 1000;

/** What we hold about the resident, and what they can do about it. */
export async function showPrivacy(visit: KnownVisit): Promise<Say[]> {
  const views = await viewOwnItems(visit);
  const sent = views.flatMap((view) => view.messages).filter((message) => message.direction === 'in').length;
  const held: SayLine[] = [
    { key: 'privacy:title' },
    { key: 'privacy:hold' },
    { key: 'privacy:language', values: { language: { key: `codes:language.${visit.language}` } } },
    ...(visit.secondLanguage
      ? [{ key: 'privacy:second_language', values: { language: { key: `codes:language.${visit.secondLanguage}` } } }]
      : []),
    ...(visit.resident.consentedAt
      ? [{ key: 'privacy:since', values: { date: { date: visit.resident.consentedAt.toISOString() } } }]
      : []),
    { key: 'privacy:items', values: { count: views.length } },
    { key: 'privacy:messages', values: { count: sent } },
    ...aboutYouLines(visit),
  ];
  return [
    { lines: held },
    {
      lines: [
        { key: 'privacy:who_reads' },
        { key: 'privacy:sensitive' },
        { key: 'privacy:telegram' },
        { key: 'privacy:how_long', values: { days: visit.context.values?.closedDays ?? '' } },
        { key: 'privacy:anonymous' },
      ],
      buttons: [
        [{ label: { key: 'privacy:download' }, data: 'm:download' }],
        [{ label: { key: 'privacy:change_about' }, data: 'm:about' }],
        [{ label: { key: 'privacy:delete' }, data: 'm:forget' }],
        [{ label: { key: 'common:menu' }, data: 'm:menu' }],
      ],
    },
  ];
}

function aboutYouLines(visit: KnownVisit): SayLine[] {
  const about = readAboutYou(visit);
  const row = (name: string, list: string, codes: string[] | undefined): SayLine[] => {
    const value: SayValue = codes?.length
      ? { list: codes.map((code) => ({ key: `codes:${list}.${code}` })) }
      : { key: 'common:not_given' };
    return [{ key: `privacy:${name}`, values: { value } }];
  };
  return [
    ...row('gender', 'gender', about?.gender && [about.gender]),
    ...row('age_band', 'age_band', about?.ageBand && [about.ageBand]),
    ...row('communities', 'community', about?.communities),
    ...row('disability', 'disability', about?.disability && [about.disability]),
  ];
}

/** Everything of theirs as a file (JSON, readable by people and programs; right of access, GDPR article 15 and 20). */
export async function showDownload(visit: KnownVisit): Promise<Say[]> {
  const views = await viewOwnItems(visit);
  const data = {
    language: visit.language,
    secondLanguage: visit.secondLanguage,
    agreedAt: visit.resident.consentedAt?.toISOString() ?? null,
    aboutYou: readAboutYou(visit),
    items: views.map(describeItem),
  };
  return [
    {
      lines: [{ key: 'privacy:file_ready' }],
      file: { name: 'community-line.json', text: JSON.stringify(data, null, 2) },
      buttons: [[{ label: { key: 'common:menu' }, data: 'm:menu' }]],
    },
  ];
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

async function viewOwnItems(visit: KnownVisit): Promise<ItemView[]> {
  const rows = await listResidentItems(visit.tx, visit.resident.id, MOST_ITEMS);
  const views: ItemView[] = [];
  for (const row of rows) views.push(await viewItem(visit.tx, visit.line, row));
  return views;
}
