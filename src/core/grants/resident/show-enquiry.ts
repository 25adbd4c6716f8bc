import { readItem } from '../../../db/queries/items/items.ts';
import { type EnquiryRow, readEnquiry } from '../../../db/queries/offers/enquiries.ts';
import { readOffer } from '../../../db/queries/offers/offers.ts';
import { decideAppeal, isMissing, isOpenEnquiry } from '../../domain/offers/enquiry.ts';
import { type CallFacts, isCall, type Reader } from '../../domain/offers/offer.ts';
import type { ResidentCode } from '../../domain/result.ts';
import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { titleOf } from '../../offers/say-of-offer.ts';
import { itemButton } from '../../residents/say-of-item.ts';
import { askBeforeItem } from '../../turn/look.ts';
import { sayRefused } from '../../turn/say-refused.ts';
import { type Answer, type KnownVisit, putOnScreen } from '../../turn/visit.ts';
import { enquiryButton, withdrawButton } from '../buttons.ts';
import { openReason } from '../details.ts';
import { type EnquirySteps, enquiryOf, paperName, readSteps } from '../enquiry-facts.ts';
import { paperButtons, settledPaperLines, timeButtons } from '../say-of-enquiry.ts';

/** Their application: each step from received to the decision with its reason, and what they can do now. */
export async function showEnquiry(visit: KnownVisit, enquiryId: string): Promise<Say[]> {
  const row = await readEnquiry(visit.tx, enquiryId);
  const offer = row?.residentId === visit.resident.id ? await readOffer(visit.tx, row.offerId) : null;
  const item = row && (await readItem(visit.tx, row.itemId));
  if (!row || !offer || !item) return [sayRefused({ ok: false, code: 'not_found' })];
  if (item.sensitive && !visit.alone) return [askBeforeItem(item.id)];
  putOnScreen(visit, item);
  const facts = await readFactsOf(visit.tx, offer);
  if (!isCall(facts)) return [sayRefused({ ok: false, code: 'not_found' })];
  const steps = await readSteps(visit.tx, enquiryId, facts, visit.key);
  const reader = readerOf(visit.context);
  const reason = openReason(visit.key, row);
  return [
    {
      lines: [
        { key: 'offers:kind.grant_call', values: { title: titleOf(facts, reader) } },
        { key: 'grants:reference', values: { reference: item.reference } },
        { key: 'grants:asked', values: { amount: { cents: row.amountCents } } },
        ...stepLines(row, facts, steps, reader, visit.line.now()),
        ...(await appealLine(visit, row)),
        ...(reason === null ? [] : [{ key: 'grants:decided.reason' }]),
      ],
      ...(reason !== null && { quote: reason }),
      buttons: [
        ...(await actions(visit, row, facts, steps, reader)),
        [itemButton.writeBack(item.id)],
        [itemButton.list()],
        [itemButton.menu()],
      ],
    },
  ];
}

function stepLines(row: EnquiryRow, facts: CallFacts, steps: EnquirySteps, reader: Reader, now: Date): SayLine[] {
  const received = { key: 'grants:step.received', values: { when: { date: row.createdAt.toISOString() } } };
  if (row.state === 'withdrawn')
    return [received, { key: 'grants:state_line', values: { state: { key: 'grants:state.withdrawn' } } }];
  return [
    received,
    adviserLine(row, steps, now),
    papersLine(row, facts, steps, reader),
    ...settledPaperLines(facts, steps.papers, reader),
    decisionLine(row),
  ];
}

function adviserLine(row: EnquiryRow, { times }: EnquirySteps, now: Date): SayLine {
  const picked = times.find(({ state }) => state === 'picked');
  if (picked)
    return {
      key: 'grants:step.adviser_at',
      values: { when: { dateTime: picked.startsAt.toISOString() }, place: { text: picked.place } },
    };
  if (!isOpenEnquiry(row.state) || row.state === 'complete') return { key: 'grants:step.adviser_none' };
  const choose = times.some(({ state, startsAt }) => state === 'proposed' && startsAt > now);
  return { key: choose ? 'grants:step.adviser_choose' : 'grants:step.adviser_later' };
}

function papersLine(row: EnquiryRow, facts: CallFacts, { papers }: EnquirySteps, reader: Reader): SayLine {
  if (row.state === 'complete' || row.state === 'approved') return { key: 'grants:step.complete' };
  const missing = papers.filter(isMissing).map(({ key }) => paperName(facts, key, reader));
  if (missing.length > 0 && isOpenEnquiry(row.state))
    return { key: 'grants:step.papers', values: { papers: { list: missing } } };
  return { key: 'grants:step.not_complete' };
}

function decisionLine(row: EnquiryRow): SayLine {
  if (row.state === 'approved')
    return { key: 'grants:step.approved', values: { amount: { cents: row.approvedCents ?? 0 } } };
  return { key: row.state === 'declined' ? 'grants:step.declined' : 'grants:step.undecided' };
}

async function appealLine(visit: KnownVisit, row: EnquiryRow): Promise<SayLine[]> {
  const appeal = row.appealItemId === null ? null : await readItem(visit.tx, row.appealItemId);
  return appeal && !appeal.sensitive ? [{ key: 'grants:step.appealed', values: { reference: appeal.reference } }] : [];
}

async function actions(
  visit: KnownVisit,
  row: EnquiryRow,
  facts: CallFacts,
  { times, papers }: EnquirySteps,
  reader: Reader,
): Promise<SayButton[][]> {
  const now = visit.line.now();
  if (isOpenEnquiry(row.state))
    return [
      ...timeButtons(row.id, times, now),
      ...paperButtons(row.id, facts, papers, reader),
      [withdrawButton(row.id, titleOf(facts, reader))],
    ];
  const { appealDays } = await visit.line.settings(visit.tx);
  const appeal = decideAppeal(await enquiryOf(visit.tx, row), appealDays, now);
  return appeal.ok ? [[enquiryButton('appeal', row.id)]] : [];
}

/** The refusal, and how it stands: what they can do now is under it. */
export async function refusedAndShown(visit: KnownVisit, code: ResidentCode, enquiryId: string): Promise<Answer> {
  return { say: [sayRefused({ ok: false, code }), ...(await showEnquiry(visit, enquiryId))] };
}
