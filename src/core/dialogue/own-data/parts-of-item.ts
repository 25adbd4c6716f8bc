import type { ItemRow } from '../../../db/queries/items/items.ts';
import { asText, byCode, type OwnPart, onTime, ownPart } from '../../domain/own-data.ts';
import type { SayValue } from '../../domain/say.ts';
import type { ItemStanding } from '../../residents/say-state.ts';
import type { ItemView } from '../../views/item-view.ts';

/** What is held of any item beside its words. Notes and what agencies wrote to each other are staff's. */
export const partsOfItem = (row: ItemRow, view: ItemView, standing: ItemStanding | undefined): OwnPart[] => [
  ...ownPart('reference', asText(row.reference)),
  ...ownPart('kind', byCode('item_kind', row.kind)),
  ...ownPart('type', byCode('feedback_type', row.type)),
  ...ownPart('received', onTime(row.receivedAt)),
  ...ownPart('state', standing?.state),
  ...ownPart('place', byCode('municipality', row.municipality)),
  ...ownPart('settlement', asText(view.settlement)),
  ...ownPart('topic', byCode('sector', row.sector)),
  ...ownPart('agency', byCode('agency', row.agency)),
  ...ownPart('language', byCode('language', row.language)),
  ...ownPart('channel', byCode('channel', row.channel)),
  ...ownPart('priority', byCode('priority', row.priority)),
  ...ownPart('gender', byCode('gender', row.gender)),
  ...ownPart('age', byCode('age_band', row.ageBand)),
  ...ownPart('community', listed(row.communities)),
  ...ownPart('disability', byCode('disability', row.disability)),
  ...ownPart('due', onTime(row.dueAt)),
  ...ownPart('first_answer', onTime(row.firstResponseAt)),
  ...ownPart('closed', onTime(row.closedAt)),
  ...ownPart('told', onTime(row.loopClosedAt)),
  ...ownPart('solved', byCode('satisfaction', row.satisfaction)),
  ...ownPart('quoting', row.quoting === 'yes' || row.quoting === 'no' ? { key: `common:${row.quoting}` } : null),
  ...(row.reopenedCount > 0 ? ownPart('reopened', row.reopenedCount) : []),
  ...view.referrals.flatMap(({ state, toAgency, offeredAt }) =>
    ownPart('referral', {
      key: `privacy:file.referral_state.${state}`,
      values: { agency: { key: `codes:agency.${toAgency}` }, date: { date: offeredAt.toISOString() } },
    }),
  ),
];

const listed = (communities: ItemRow['communities']): SayValue | null =>
  communities?.length ? { list: communities.map((code) => ({ key: `codes:community.${code}` })) } : null;
