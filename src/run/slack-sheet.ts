import type { MakeSheet } from '../bots/slack/staff-bot.ts';
import { localParts } from '../core/domain/local-time.ts';
import { done, refuse } from '../core/domain/result.ts';
import { mayManageOffers } from '../core/domain/staff/permissions.ts';
import type { Texts } from '../core/i18n/texts.ts';
import type { Line } from '../core/line.ts';
import { attendance } from '../core/reports/attendance.ts';
import { recordExport } from '../core/reports/record-export.ts';
import { readOffer } from '../db/queries/offers/offers.ts';
import { makeAttendanceSheet } from '../files/attendance-sheet.ts';
import { leftOutWords } from '../files/left-out.ts';

/** The attendance sheet for whoever runs the offer, from its modal; written down before it leaves. Refusals: not_allowed, offer_not_found. */
export function makeSheet(line: Line, texts: Texts): MakeSheet {
  return async (member, offerId) => {
    if (!mayManageOffers(member)) return refuse('not_allowed');
    const offer = await readOffer(line.database.read, offerId);
    if (!offer) return refuse('offer_not_found');
    if (offer.kind === 'grant_call') return refuse('not_for_grants');
    await recordExport(line, member, { what: 'attendance', offer: offer.code });
    const { day } = localParts(line.now());
    const facts = await attendance(line, offer);
    return done({
      name: `community-line-attendance-${offer.code}-${day}.pdf`,
      bytes: await makeAttendanceSheet(texts, facts),
      remark: leftOutWords(texts, 'attendance', facts),
    });
  };
}
