import { listCountedOffers } from '../../../db/queries/offers/offers.ts';
import { listOverlapping } from '../../../db/queries/offers/registrations.ts';
import { type OfferFacts, whyNotOpen } from '../../domain/offers/offer.ts';
import type { Say } from '../../domain/say.ts';
import { refused } from '../../turn/say-refused.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';
import { readerOf } from '../forms/applicant.ts';
import { eligibilityForm } from '../forms/eligibility.ts';
import { factsOf } from '../offer-facts.ts';
import { kindAndTitle, titleOf } from '../say-of-offer.ts';
import { knownAnswers } from './known-answers.ts';
import { type Applying, openApplication } from './open-application.ts';

/** The way into an offer: first the questions that decide, then the form. Who is in it already sees that. */
export async function applyForOffer(visit: KnownVisit, applying: Applying): Promise<Answer> {
  const { keeper, offer: facts } = applying;
  const mine = await keeper.showMine(visit, facts.id);
  if (mine) return { say: mine };
  const closed = whyNotOpen(facts, visit.line.now());
  if (closed) return refused(closed);
  const before = await overlapWarning(visit, facts);
  const reader = readerOf(visit.context);
  const form = eligibilityForm(facts, reader);
  if (form.questions.length === 0) {
    const opened = await openApplication(visit, applying, {});
    return { ...opened, say: [...before, ...opened.say] };
  }
  const prefill = knownAnswers(visit);
  const asked = form.decided?.(prefill) ? [] : form.questions.filter(({ key }) => !(key in prefill));
  const why = asked.some(({ skippable }) => !skippable) ? 'offers:check_first' : 'offers:seats_first';
  const first = asked.length > 0 ? [{ lines: [kindAndTitle(facts, reader), { key: why }] }] : [];
  return { say: [], next: { form, prefill, before: [...before, ...first], ...onOffer(facts) } };
}

/** Two offers at one time are allowed: some can send somebody else, some have not decided. */
async function overlapWarning(visit: KnownVisit, facts: OfferFacts): Promise<Say[]> {
  const ids = await listOverlapping(visit.tx, visit.resident.id, facts.id);
  if (ids.length === 0) return [];
  const others = await listCountedOffers(visit.tx, { ids }, ids.length);
  const titles = others.map(({ row, sessions }) => titleOf(factsOf(row, sessions), readerOf(visit.context)));
  return [
    {
      lines: [
        { key: 'registration:overlap', values: { titles: { list: titles } } },
        { key: 'registration:overlap_go_on' },
      ],
    },
  ];
}
