import type { ItemRow } from '../../../db/queries/items/items.ts';
import { listAttendanceOf } from '../../../db/queries/offers/attendance.ts';
import { readCertificate } from '../../../db/queries/offers/certificates.ts';
import { readOffer } from '../../../db/queries/offers/offers.ts';
import { readRegistrationByItem } from '../../../db/queries/offers/registrations.ts';
import { listRemindersOf } from '../../../db/queries/offers/reminders.ts';
import type { OwnDataAsked } from '../../activity.ts';
import { asText, byCode, type OwnPart, onTime, ownPart } from '../../domain/own-data.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { ownAnswers, saidForRules } from '../../offers/own-answers.ts';
import { titleOf } from '../../offers/say-of-offer.ts';
import { openDetails } from '../details.ts';

/** What is kept of a registration beside its messages: all of it, in the order in which it was asked and came about. */
export async function downloadRegistration(asked: OwnDataAsked, item: ItemRow): Promise<OwnPart[]> {
  const { tx, key, reader } = asked;
  const row = await readRegistrationByItem(tx, item.id);
  const offer = row && (await readOffer(tx, row.offerId));
  if (!row || !offer) return [];
  const facts = await readFactsOf(tx, offer);
  const details = openDetails(key, row);
  const certificate = await readCertificate(tx, row.id);
  const needs = details?.needs ?? [];
  return [
    ...ownPart('offer', titleOf(facts, reader)),
    ...ownPart('registered', onTime(row.createdAt)),
    ...ownPart('name', asText(details?.name) ?? (details?.nameVoice ? { key: 'common:spoken' } : null)),
    ...ownPart('phone', asText(details?.phone)),
    ...ownPart(
      'needs',
      needs.length > 0 ? { list: needs.map((need) => ({ key: `registration:need.${need}` })) } : null,
    ),
    ...saidForRules(details?.about ?? {}),
    ...ownAnswers(facts, details?.own ?? {}, reader),
    ...ownPart('share', { key: row.share ? 'common:yes' : 'common:no' }),
    ...ownPart('place_held', onTime(row.offeredUntil)),
    ...ownPart('seated_on', onTime(row.seatedAt)),
    ...(await listRemindersOf(tx, row.id)).flatMap(({ at }) => ownPart('reminded', onTime(at))),
    ...ownPart('coming', onTime(row.comingAt)),
    ...(await listAttendanceOf(tx, row.id)).flatMap(({ startsAt }) => ownPart('attended', onTime(startsAt))),
    ...ownPart('certificate', asText(certificate?.code)),
    ...ownPart('useful', byCode('satisfaction', row.useful)),
    ...ownPart('recommend', byCode('satisfaction', row.recommend)),
    ...ownPart('ended', onTime(row.endedAt)),
  ];
}
