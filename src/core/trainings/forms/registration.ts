import { z } from 'zod';
import type { Answers, Form, FormContext } from '../../domain/form.ts';
import { NEEDS, type Need, type OfferFacts, type Reader } from '../../domain/offers/offer.ts';
import { option, sentence } from '../../forms/questions.ts';
import { aboutOffer, applicantQuestions, ownQuestion } from '../../offers/forms/applicant.ts';
import { type Contact, contactQuestions, readContact, settledContact } from '../../offers/forms/contact.ts';

const changing = (context: FormContext): boolean => context.own?.registrationId !== undefined;

/** The form of one offer: what it needs to know of everyone, what it asks itself, and the check. Also changes a registration. */
export const registrationForm = (offer: OfferFacts, reader: Reader): Form => ({
  name: 'register',
  version: offer.formVersion,
  cancellable: true,
  about: aboutOffer,
  leaving: sentence('registration:left'),
  questions: [
    ...applicantQuestions(offer, reader),
    ...contactQuestions('registration:name.why'),
    {
      key: 'needs',
      kind: 'choices',
      schema: z.array(z.enum([...NEEDS, 'none'])).min(1),
      skippable: true,
      name: sentence('registration:needs.name'),
      ask: () => [sentence('registration:needs.ask')],
      options: () => [
        ...NEEDS.map((need) => option(need, `registration:need.${need}`)),
        option('none', 'registration:need.none', { exclusive: true }),
      ],
    },
    ...offer.questions.filter(({ needed }) => needed === undefined).map((own) => ownQuestion(own, reader)),
    {
      key: 'share',
      kind: 'choice',
      schema: z.enum(['yes', 'no']),
      name: sentence('registration:share.name'),
      ask: () => [sentence('registration:share.ask'), sentence('registration:share.free')],
      options: () => [option('yes', 'common:yes'), option('no', 'common:no')],
    },
    {
      key: 'check',
      kind: 'confirm',
      schema: z.literal('send'),
      ask: (_answers, context) => [
        sentence(changing(context) ? 'registration:check.not_saved' : 'registration:check.not_yet'),
      ],
      options: (_answers, context) => [
        option('send', changing(context) ? 'registration:check.save' : 'registration:check.send'),
      ],
    },
  ],
});

const Raw = z.looseObject({
  needs: z.array(z.enum([...NEEDS, 'none'])).default([]),
  share: z.enum(['yes', 'no']),
});

/** The answers as a registration needs them. */
export type RegistrationAnswers = Contact & {
  needs: Need[];
  share: boolean;
  /** The answers by question key, to open the form with later. */
  given: Answers;
};

export function readRegistration(form: Form, answers: Answers): RegistrationAnswers {
  const { needs, share } = Raw.parse(answers);
  return {
    ...readContact(answers),
    needs: needs.filter((need): need is Need => need !== 'none'),
    share: share === 'yes',
    given: givenIn(form, answers),
  };
}

/** What was answered and what was skipped, to open the form at its check. */
export function givenIn(form: Form, told: Answers): Answers {
  const answers = settledContact(told);
  return Object.fromEntries(
    form.questions
      .filter(({ kind, key }) => kind !== 'confirm' && !key.startsWith('known'))
      .map(({ key }) => [key, answers[key] ?? null]),
  );
}
