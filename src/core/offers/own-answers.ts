import type { OfferFacts, Reader } from '../domain/offers/offer.ts';
import { wordsFor } from '../domain/offers/offer.ts';
import { asText, byCode, type OwnPart, ownPart } from '../domain/own-data.ts';
import type { SayValue } from '../domain/say.ts';

/** What somebody said of themselves so that an offer's rules could be read, as a form keeps it. */
export function saidForRules({ age, municipality, gender, community }: Readonly<Record<string, unknown>>): OwnPart[] {
  const code = (list: string, given: unknown) => byCode(list, typeof given === 'string' ? given : null);
  const communities = Array.isArray(community) ? community.filter((one) => typeof one === 'string') : [];
  return [
    ...ownPart('age', typeof age === 'number' ? age : null),
    ...ownPart('place', code('municipality', municipality)),
    ...ownPart('gender', code('gender', gender)),
    ...ownPart(
      'community',
      communities.length > 0 ? { list: communities.map((one) => ({ key: `codes:community.${one}` })) } : null,
    ),
  ];
}

/** Answers to an offer's own questions, each under the question as they read it; of one that is gone, under its key. */
export const ownAnswers = (
  { questions }: Pick<OfferFacts, 'questions'>,
  answers: Readonly<Record<string, string | number>>,
  { language, second }: Reader,
): OwnPart[] =>
  Object.entries(answers).map(([key, answer]) => {
    const asked = questions.find((question) => question.key === key);
    const text = asked ? wordsFor(asked.texts, language, second) : key;
    return {
      field: `answer_${key}`,
      label: { key: 'common:as_written', values: { text: { text } } },
      value: asked?.kind === 'yes_no' ? yesOrNo(answer) : (asText(String(answer)) ?? String(answer)),
    };
  });

const yesOrNo = (answer: string | number): SayValue =>
  answer === 'yes' || answer === 'no' ? { key: `common:${answer}` } : { text: String(answer) };
