import { listCountedOffers } from '../../../db/queries/offers/offers.ts';
import { type Applicant, firstAgainst, type Ineligible } from '../../domain/offers/eligibility.ts';
import { type OfferFacts, type Reader, wordsFor } from '../../domain/offers/offer.ts';
import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import type { KnownVisit } from '../../turn/visit.ts';
import { offerButtons } from '../buttons.ts';
import { readerOf } from '../forms/applicant.ts';
import { eligibilityForm } from '../forms/eligibility.ts';
import { entryOf } from '../offer-facts.ts';
import { kindAndTitle } from '../say-of-offer.ts';
import { knownAnswers } from './known-answers.ts';
import { offerButton } from './list-offers-for.ts';
import type { OfferKeeper } from './offer-keeper.ts';
import { toldGroups } from './told-groups.ts';

const MOST_OTHERS = 3;
const LOOKED_AT = 40;

/** Why not, a sentence each, and what else there is that nothing they said rules them out of. */
export async function notEligible(
  visit: KnownVisit,
  keeper: OfferKeeper,
  facts: OfferFacts,
  reasons: readonly Ineligible[],
  applicant: Applicant,
): Promise<Say> {
  const reader = readerOf(visit.context);
  const others = await otherOffers(visit, keeper, facts, applicant);
  return {
    lines: [
      kindAndTitle(facts, reader),
      { key: 'offers:not_eligible.title' },
      ...reasons.map((reason) => reasonLine(facts, reason, reader)),
      { key: 'offers:not_eligible.ask_us' },
      { key: others.length > 0 ? 'offers:not_eligible.others' : 'offers:not_eligible.no_others' },
    ],
    buttons: [
      ...others.map((button) => [button]),
      // What they told long ago decides it again: that is changed where it was told.
      ...(eligibilityForm(facts, reader).decided?.(knownAnswers(visit))
        ? []
        : [[{ label: { key: 'offers:not_eligible.again' }, data: offerButtons.write('apply', facts.id) }]]),
      [{ label: { key: 'offers:back_to_list' }, data: `m:${keeper.list}` }],
      [{ label: { key: 'menu:feedback' }, data: 'm:feedback' }],
    ],
  };
}

async function otherOffers(
  visit: KnownVisit,
  keeper: OfferKeeper,
  { id }: OfferFacts,
  applicant: Applicant,
): Promise<SayButton[]> {
  const now = visit.line.now();
  const told = await toldGroups(visit);
  const filter = { kinds: keeper.kinds, statuses: ['published'] as const, openAt: now };
  const entries = (await listCountedOffers(visit.tx, filter, LOOKED_AT)).map((one) => entryOf(one, now));
  const open = entries.filter((entry) => {
    const { facts } = entry;
    // Answers to questions of one offer's own say nothing of another's.
    const against = firstAgainst(facts.rules, facts.questions, { ...applicant, own: {} });
    return facts.id !== id && !against && keeper.wayIn(entry, told) !== null;
  });
  return open.slice(0, MOST_OTHERS).map((entry) => offerButton(keeper, entry, readerOf(visit.context)));
}

function reasonLine(facts: OfferFacts, reason: Ineligible, reader: Reader): SayLine {
  if (reason.because === 'own_question') {
    const own = facts.questions.find(({ key }) => key === reason.key);
    const question = { text: wordsFor(own?.texts ?? {}, reader.language, reader.second) };
    const needed = { key: `common:${own?.needed ?? 'yes'}` };
    return { key: 'offers:not_eligible.own_question', values: { question, needed } };
  }
  return { key: `offers:not_eligible.${reason.because}`, values: reasonValues(facts, reason) };
}

function reasonValues(
  { rules }: OfferFacts,
  reason: Exclude<Ineligible, { because: 'own_question' }>,
): NonNullable<SayLine['values']> {
  const list = (name: string, codes: readonly string[] = []) => ({
    list: { list: codes.map((code) => ({ key: `codes:${name}.${code}` })) },
  });
  switch (reason.because) {
    case 'too_young':
    case 'too_old':
      return { count: reason.age };
    case 'municipality':
      return list('municipality', rules.municipalities);
    case 'gender':
      return list('gender', rules.genders);
    case 'community':
      return list('community', rules.communities);
  }
}
