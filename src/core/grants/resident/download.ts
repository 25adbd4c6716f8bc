import { type ItemRow, readItem } from '../../../db/queries/items/items.ts';
import { readEnquiryByItem } from '../../../db/queries/offers/enquiries.ts';
import { readOffer } from '../../../db/queries/offers/offers.ts';
import type { OwnDataAsked } from '../../activity.ts';
import { isCall } from '../../domain/offers/offer.ts';
import { asText, type OwnPart, onTime, ownPart } from '../../domain/own-data.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { ownAnswers } from '../../offers/own-answers.ts';
import { titleOf } from '../../offers/say-of-offer.ts';
import { openEnquiry, openReason } from '../details.ts';
import { paperName, readSteps } from '../enquiry-facts.ts';

/** What is kept of an application beside its messages. An appeal is an item of its own, and names what it is about. */
export async function downloadEnquiry(asked: OwnDataAsked, item: ItemRow): Promise<OwnPart[]> {
  const { tx, key, reader } = asked;
  const row = await readEnquiryByItem(tx, item.id);
  const offer = row && (await readOffer(tx, row.offerId));
  if (!row || !offer) return [];
  const facts = await readFactsOf(tx, offer);
  const about = ownPart('offer', titleOf(facts, reader));
  if (row.itemId !== item.id) return about;
  const details = openEnquiry(key, row);
  const appeal = row.appealItemId === null ? null : await readItem(tx, row.appealItemId);
  const call = { papers: isCall(facts) ? facts.papers : [] };
  const { times, papers } = await readSteps(tx, row.id, call, key);
  return [
    ...about,
    ...ownPart('stage', { key: `grants:stage.${row.businessStage}` }),
    ...ownPart('amount', { cents: row.amountCents }),
    ...ownPart('name', asText(details?.name) ?? (details?.nameVoice ? { key: 'common:spoken' } : null)),
    ...ownPart('phone', asText(details?.phone)),
    ...ownAnswers(facts, details?.own ?? {}, reader),
    ...papers.flatMap(({ key: paper, state, reason }) =>
      ownPart('paper', {
        list: [
          {
            key: 'common:label_and_value',
            values: { label: paperName(call, paper, reader), value: { key: `privacy:file.paper_state.${state}` } },
          },
          ...(reason ? [{ text: reason }] : []),
        ],
      }),
    ),
    ...times.flatMap(({ startsAt, place, state }) =>
      ownPart('appointment', {
        key: `privacy:file.appointment_state.${state}`,
        values: { when: { dateTime: startsAt.toISOString() }, place: { text: place } },
      }),
    ),
    ...ownPart('decided', onTime(row.decidedAt)),
    ...(row.approvedCents === null ? [] : ownPart('approved', { cents: row.approvedCents })),
    ...ownPart('reason', asText(openReason(key, row))),
    ...(appeal && !appeal.sensitive ? ownPart('appeal', asText(appeal.reference)) : []),
  ];
}
