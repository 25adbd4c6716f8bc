import { readItem } from '../../../db/queries/items/items.ts';
import { type EnquiryRow, readEnquiry } from '../../../db/queries/offers/enquiries.ts';
import { readOffer } from '../../../db/queries/offers/offers.ts';
import type { Form } from '../../domain/form.ts';
import { decideAppeal, decideReceivePaper, isOpenEnquiry } from '../../domain/offers/enquiry.ts';
import { type CallFacts, isCall } from '../../domain/offers/offer.ts';
import type { Say } from '../../domain/say.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { refused } from '../../turn/say-refused.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';
import { enquiryButtons } from '../buttons.ts';
import { enquiryOf, paperName, readPapers } from '../enquiry-facts.ts';
import { appealForm, otherTimeForm, papersForm, withdrawEnquiryForm } from '../forms/enquiry-steps.ts';
import { pickAppointment } from '../pick-appointment.ts';
import { refusedAndShown, showEnquiry } from './show-enquiry.ts';

type Pressed = { visit: KnownVisit; row: EnquiryRow; facts: CallFacts };

/** What a button of an application does. Anything forged, or of somebody else, is "we could not find that". */
export async function pressEnquiryButton(visit: KnownVisit, data: string): Promise<Answer> {
  const button = enquiryButtons.read(data);
  const row = button && (await readEnquiry(visit.tx, button.args[0]));
  const offer = row?.residentId === visit.resident.id ? await readOffer(visit.tx, row.offerId) : null;
  if (!button || !row || !offer) return refused('not_found');
  visit.touchesSensitive = (await readItem(visit.tx, row.itemId))?.sensitive === true;
  const facts = await readFactsOf(visit.tx, offer);
  if (!isCall(facts)) return refused('not_found');
  const pressed = { visit, row, facts };
  switch (button.what) {
    case 'show':
      return { say: await showEnquiry(visit, row.id) };
    case 'pick':
      return pick(pressed, button.args[1]);
    case 'othertime':
      return openStep(pressed, otherTimeForm);
    case 'papers':
      return sendPaper(pressed, button.args[1]);
    case 'appeal':
      return appeal(pressed);
    case 'withdraw':
      return openStep(pressed, withdrawEnquiryForm);
  }
}

async function pick({ visit, row }: Pressed, time: string): Promise<Answer> {
  const picked = await pickAppointment(visit.tx, visit.line, visit.resident.id, row.id, time);
  if (!picked.ok) return refusedAndShown(visit, picked.code, row.id);
  const { at, place, fresh } = picked.value;
  const say: Say = {
    lines: [
      { key: 'grants:picked.title', values: { when: { dateTime: at.toISOString() } } },
      { key: 'grants:picked.place', values: { place: { text: place } } },
    ],
  };
  return {
    say: [say, ...(await showEnquiry(visit, row.id))],
    ...(fresh && { promised: { itemId: row.itemId } }),
  };
}

/** A step for which something is written or sent first; only while it is open. */
async function openStep({ visit, row, facts }: Pressed, form: Form): Promise<Answer> {
  if (!isOpenEnquiry(row.state))
    return refusedAndShown(visit, row.state === 'withdrawn' ? 'already_withdrawn' : 'already_decided', row.id);
  return { say: [], parks: true, next: { form, ...onOffer(facts, { enquiryId: row.id }) } };
}

async function sendPaper({ visit, row, facts }: Pressed, paper: string): Promise<Answer> {
  const papers = await readPapers(visit.tx, row.id, facts);
  const decision = decideReceivePaper(
    await enquiryOf(visit.tx, row),
    papers.find(({ key }) => key === paper),
  );
  if (!decision.ok) return refusedAndShown(visit, decision.code, row.id);
  const name: Say = {
    lines: [{ key: 'grants:button.papers', values: { paper: paperName(facts, paper, readerOf(visit.context)) } }],
  };
  const about = onOffer(facts, { enquiryId: row.id, paper });
  return { say: [], parks: true, next: { form: papersForm, before: [name], ...about } };
}

async function appeal({ visit, row, facts }: Pressed): Promise<Answer> {
  const { appealDays } = await visit.line.settings(visit.tx);
  const decision = decideAppeal(await enquiryOf(visit.tx, row), appealDays, visit.line.now());
  if (!decision.ok) return refusedAndShown(visit, decision.code, row.id);
  return { say: [], parks: true, next: { form: appealForm, ...onOffer(facts, { enquiryId: row.id }) } };
}
