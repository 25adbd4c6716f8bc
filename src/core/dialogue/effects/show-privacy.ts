import { listResidentItems } from '../../../db/queries/items/items.ts';
import type { Say, SayLine, SayValue } from '../../domain/say.ts';
import { promised } from '../../domain/time/promised.ts';
import { lasting } from '../../domain/time/spans.ts';
import { readAboutYou } from '../../turn/about-you.ts';
import type { KnownVisit } from '../../turn/visit.ts';
import { type ItemView, viewItem } from '../../views/item-view.ts';

const MOST_ITEMS = 1000;

/** What we hold about the resident, and what they can do about it. */
export async function showPrivacy(visit: KnownVisit): Promise<Say[]> {
  const rows = await listResidentItems(visit.tx, visit.resident.id, MOST_ITEMS);
  const views: ItemView[] = [];
  for (const row of rows) views.push(await viewItem(visit.tx, visit.line, row));
  const sent = views.flatMap((view) => view.messages).filter((message) => message.direction === 'in').length;
  const held: SayLine[] = [
    { key: 'privacy:title' },
    { key: 'privacy:hold' },
    { key: 'privacy:language', values: { language: { key: `codes:language.${visit.language}` } } },
    ...(visit.secondLanguage
      ? [{ key: 'privacy:second_language', values: { language: { key: `codes:language.${visit.secondLanguage}` } } }]
      : []),
    ...(visit.resident.hears ? [{ key: 'privacy:hears' }] : []),
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
        { key: 'privacy:channel' },
        { key: 'privacy:how_long', values: { time: lasting(promised(visit.context, 'closedDays')) } },
        { key: 'privacy:days' },
        { key: 'privacy:numbers' },
        { key: 'privacy:anonymous' },
        { key: 'privacy:stays' },
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
