import { readEnquiryOf } from '../../../db/queries/offers/enquiries.ts';
import type { Answers } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { papersOf } from '../../domain/offers/offer.ts';
import type { ResidentCode } from '../../domain/result.ts';
import type { Say } from '../../domain/say.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { notEligible } from '../../offers/resident/not-eligible.ts';
import { whoApplies } from '../../offers/resident/who-applies.ts';
import { itemButton } from '../../residents/say-of-item.ts';
import { refused, sayRefused } from '../../turn/say-refused.ts';
import { type About, isOffer, ownIn } from '../../turn/standing.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';
import { appealDecision } from '../appeal-decision.ts';
import { paperName } from '../enquiry-facts.ts';
import { readEnquiryAnswers } from '../forms/enquiry.ts';
import { StepAnswers } from '../forms/enquiry-steps.ts';
import { receivePapers } from '../receive-papers.ts';
import { sayReceived } from '../say-of-enquiry.ts';
import { submitEnquiry } from '../submit-enquiry.ts';
import { wantOtherTime } from '../want-other-time.ts';
import { withdrawEnquiry } from '../withdraw-enquiry.ts';
import { calls } from './offers.ts';
import { refusedAndShown, showEnquiry } from './show-enquiry.ts';

const enquiryIn = (about: About | undefined): string | undefined => ownIn(about).enquiryId;

export async function completeEnquiry(
  visit: KnownVisit,
  answers: Answers,
  about: About | undefined,
  key: string,
): Promise<Answer> {
  if (!isOffer(about)) return refused('not_found');
  const given = readEnquiryAnswers(answers);
  const sent = await submitEnquiry(visit.tx, visit.line, whoApplies(visit), about.offerId, key, given);
  if (sent.ok) {
    const { facts, row, reference, fresh } = sent.value;
    const say = sayReceived(facts, readerOf(visit.context), reference, row.id);
    return { say, ...(fresh && { promised: { itemId: row.itemId } }) };
  }
  const { offer } = visit.context;
  if (sent.code === 'not_eligible')
    return offer
      ? { say: [await notEligible(visit, calls, offer, sent.reasons, given.applicant)] }
      : refused('not_found');
  const first =
    sent.code === 'already_applied' ? await readEnquiryOf(visit.tx, about.offerId, visit.resident.id) : null;
  if (first) return refusedWith(visit, sent.code, first.id, given.messages);
  return orOffered([sayRefused({ ok: false, code: sent.code })], given.messages);
}

/** What they wrote in vain is offered as a message, never dropped. */
const orOffered = (say: Say[], messages: IncomingMessage[]): Answer => ({ say, unplaced: messages });

async function refusedWith(
  visit: KnownVisit,
  code: ResidentCode,
  enquiryId: string,
  messages: IncomingMessage[],
): Promise<Answer> {
  const { say } = await refusedAndShown(visit, code, enquiryId);
  return orOffered(say, messages);
}

const from = (visit: KnownVisit) => ({ residentId: visit.resident.id, address: visit.address });

export async function completePapers(visit: KnownVisit, answers: Answers, about: About | undefined): Promise<Answer> {
  const { enquiryId, paper: key } = ownIn(about);
  const { messages } = StepAnswers.parse(answers);
  if (enquiryId === undefined || key === undefined) return refused('not_found');
  const received = await receivePapers(visit.tx, visit.line, from(visit), enquiryId, key, messages);
  if (!received.ok) return refusedWith(visit, received.code, enquiryId, messages);
  const { missing } = received.value;
  const { offer } = visit.context;
  const paper = paperName({ papers: offer ? papersOf(offer) : [] }, key, readerOf(visit.context));
  const rest =
    missing > 0 ? { key: 'grants:papers_missing', values: { count: missing } } : { key: 'grants:papers_all' };
  return {
    say: [
      { lines: [{ key: 'grants:paper_received', values: { paper } }, rest] },
      ...(await showEnquiry(visit, enquiryId)),
    ],
  };
}

export async function completeOtherTime(
  visit: KnownVisit,
  answers: Answers,
  about: About | undefined,
): Promise<Answer> {
  const enquiryId = enquiryIn(about);
  const { messages } = StepAnswers.parse(answers);
  if (enquiryId === undefined) return refused('not_found');
  const wanted = await wantOtherTime(visit.tx, visit.line, from(visit), enquiryId, messages);
  if (!wanted.ok) return refusedWith(visit, wanted.code, enquiryId, messages);
  return {
    say: [{ lines: [{ key: 'grants:other_time.sent' }] }, ...(await showEnquiry(visit, enquiryId))],
  };
}

export async function completeAppeal(
  visit: KnownVisit,
  answers: Answers,
  about: About | undefined,
  key: string,
): Promise<Answer> {
  const enquiryId = enquiryIn(about);
  const { messages } = StepAnswers.parse(answers);
  if (enquiryId === undefined) return refused('not_found');
  const appealed = await appealDecision(visit.tx, visit.line, whoApplies(visit), enquiryId, key, messages);
  if (!appealed.ok) return refusedWith(visit, appealed.code, enquiryId, messages);
  const { reference, itemId, dueAt } = appealed.value;
  const say: Say = {
    lines: [
      { key: 'feedback:sent.due', values: { due: { date: dueAt.toISOString() } } },
      { key: 'grants:appeal.sent', values: { reference } },
    ],
    buttons: [[itemButton.list()], [itemButton.menu()]],
  };
  return { say: [say], promised: { itemId } };
}

export async function completeWithdrawEnquiry(
  visit: KnownVisit,
  _answers: Answers,
  about: About | undefined,
): Promise<Answer> {
  const enquiryId = enquiryIn(about);
  if (enquiryId === undefined) return refused('not_found');
  const withdrawn = await withdrawEnquiry(visit.tx, visit.line, visit.resident.id, enquiryId);
  if (!withdrawn.ok) return refusedAndShown(visit, withdrawn.code, enquiryId);
  const values = { reference: withdrawn.value.reference };
  return { say: [{ lines: [{ key: 'grants:withdraw.done', values }] }] };
}
