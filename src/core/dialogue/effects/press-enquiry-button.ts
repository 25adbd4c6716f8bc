import { readItem } from '../../../db/queries/items/items.ts';
import { type EnquiryRow, readEnquiry } from '../../../db/queries/offers/enquiries.ts';
import { readOffer } from '../../../db/queries/offers/offers.ts';
import { listPapers } from '../../../db/queries/offers/papers.ts';
import type { Form } from '../../domain/form.ts';
import { decideAppeal, decideReceivePaper, isOpenEnquiry } from '../../domain/offers/enquiry.ts';
import type { OfferFacts } from '../../domain/offers/offer.ts';
import type { Say } from '../../domain/say.ts';
import { UUID } from '../../domain/uuid.ts';
import { enquiryOf, paperName } from '../../grants/enquiry-facts.ts';
import { appealForm, otherTimeForm, papersForm, withdrawEnquiryForm } from '../../grants/forms/enquiry-steps.ts';
import { pickAppointment } from '../../grants/pick-appointment.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { readFactsOf } from '../../offers/offer-facts.ts';
import { refused } from '../../turn/say-refused.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';
import { refusedAndShown, showEnquiry } from './show-enquiry.ts';

type Pressed = { visit: KnownVisit; row: EnquiryRow; facts: OfferFacts; rest: string };
type Press = (pressed: Pressed) => Promise<Answer>;

/** What each button of an application does: `q:<what>:<enquiry id>[:<rest>]`. */
const ENQUIRY_BUTTONS: Record<string, Press> = {
  show: async ({ visit, row }) => ({ say: await showEnquiry(visit, row.id) }),
  pick,
  othertime: (pressed) => openStep(pressed, otherTimeForm),
  papers: sendPaper,
  appeal,
  withdraw: (pressed) => openStep(pressed, withdrawEnquiryForm),
};

/** Anything forged, or of somebody else, is "we could not find that". */
export async function pressEnquiryButton(visit: KnownVisit, what: string, id: string, rest: string): Promise<Answer> {
  const press = Object.hasOwn(ENQUIRY_BUTTONS, what) ? ENQUIRY_BUTTONS[what] : undefined;
  const row = UUID.test(id) ? await readEnquiry(visit.tx, id) : null;
  const offer = row?.residentId === visit.resident.id ? await readOffer(visit.tx, row.offerId) : null;
  if (!press || !row || !offer) return refused('not_found');
  visit.touchesSensitive = (await readItem(visit.tx, row.itemId))?.sensitive === true;
  return press({ visit, row, facts: await readFactsOf(visit.tx, offer), rest });
}

async function pick({ visit, row, rest }: Pressed): Promise<Answer> {
  const picked = await pickAppointment(visit.tx, visit.line, visit.resident.id, row.id, rest);
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

async function sendPaper(pressed: Pressed): Promise<Answer> {
  const { visit, row, facts, rest } = pressed;
  const papers = await listPapers(visit.tx, row.id);
  const decision = decideReceivePaper(
    await enquiryOf(visit.tx, row),
    papers.find(({ key }) => key === rest),
  );
  if (!decision.ok) return refusedAndShown(visit, decision.code, row.id);
  const name: Say = {
    lines: [{ key: 'grants:button.papers', values: { paper: paperName(facts, rest, readerOf(visit.context)) } }],
  };
  const about = onOffer(facts, { enquiryId: row.id, paper: rest });
  return { say: [], parks: true, next: { form: papersForm, before: [name], ...about } };
}

async function appeal({ visit, row, facts }: Pressed): Promise<Answer> {
  const { appealDays } = await visit.line.settings();
  const decision = decideAppeal(await enquiryOf(visit.tx, row), appealDays, visit.line.now());
  if (!decision.ok) return refusedAndShown(visit, decision.code, row.id);
  return { say: [], parks: true, next: { form: appealForm, ...onOffer(facts, { enquiryId: row.id }) } };
}
