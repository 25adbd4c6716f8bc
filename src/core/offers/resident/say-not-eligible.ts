import type { Ineligible } from '../../domain/offers/eligibility.ts';
import { type OfferFacts, type Reader, wordsFor } from '../../domain/offers/offer.ts';
import type { Say, SayLine } from '../../domain/say.ts';

/** Why not, a sentence each, and what else there is in its list. */
export function sayNotEligible(facts: OfferFacts, reasons: readonly Ineligible[], reader: Reader, list: string): Say {
  const lines = reasons.map((reason): SayLine => {
    if (reason.because === 'own_question') {
      const own = facts.questions.find(({ key }) => key === reason.key);
      const question = { text: wordsFor(own?.texts ?? {}, reader.language, reader.second) };
      const needed = { key: `common:${own?.needed ?? 'yes'}` };
      return { key: 'offers:not_eligible.own_question', values: { question, needed } };
    }
    return { key: `offers:not_eligible.${reason.because}`, values: reasonValues(facts, reason) };
  });
  return {
    lines: [{ key: 'offers:not_eligible.title' }, ...lines, { key: 'offers:not_eligible.ask_us' }],
    buttons: [
      [{ label: { key: 'offers:back_to_list' }, data: `m:${list}` }],
      [{ label: { key: 'menu:feedback' }, data: 'm:feedback' }],
    ],
  };
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
      return { age: reason.age };
    case 'municipality':
      return list('municipality', rules.municipalities);
    case 'gender':
      return list('gender', rules.genders);
    case 'community':
      return list('community', rules.communities);
  }
}
