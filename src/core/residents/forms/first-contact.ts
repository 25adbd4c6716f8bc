import { z } from 'zod';
import { LANGUAGES } from '../../domain/codes.ts';
import type { Form, FormContext } from '../../domain/form.ts';
import { asPhoneIsSet, isTestVersion, SECOND_LANGUAGES } from '../../domain/language.ts';
import type { SayLine } from '../../domain/say.ts';
import { promised } from '../../domain/time/promised.ts';
import { lasting, within } from '../../domain/time/spans.ts';
import { languageOf, option, secondLanguage, sentence, TEST_VERSION } from '../../forms/questions.ts';

export const FirstContactAnswers = z.object({
  language: z.enum(LANGUAGES),
  second: z.enum(SECOND_LANGUAGES).optional(),
  agree: z.enum(['yes', 'no']),
});
export type FirstContactAnswers = z.infer<typeof FirstContactAnswers>;

/** Language, what this is and who reads it, agree or not. `values.closedDays` and `values.sensitiveDays` come from settings. */
export const firstContactForm: Form = {
  name: 'first-contact',
  version: 1,
  cancellable: true,
  languageOf,
  questions: [
    {
      key: 'language',
      kind: 'choice',
      schema: z.enum(LANGUAGES),
      ask: () => [sentence('consent:pick_language')],
      options: (_answers, { phoneLanguage }) =>
        asPhoneIsSet(phoneLanguage).map((code) => option(code, `codes:language.${code}`)),
      isFirstOfAll: ({ language }) => language === null,
    },
    secondLanguage('consent:second_language'),
    {
      key: 'agree',
      kind: 'choice',
      schema: z.enum(['yes', 'no']),
      ask: ({ language }) => [
        ...(isTestVersion(language) ? [TEST_VERSION] : []),
        ...['welcome', 'what', 'who', 'keep', 'channel', 'ask'].map((key) => sentence(`consent:${key}`)),
      ],
      options: () => [
        option('yes', 'consent:agree'),
        option('no', 'consent:disagree'),
        option('more', 'consent:more', { tells: more }),
      ],
    },
  ],
};

/** What else is to be known, behind one button. */
const more = (context: FormContext): SayLine[][] => [
  [
    sentence('consent:who_not'),
    { key: 'consent:keep_how', values: { time: lasting(promised(context, 'closedDays')) } },
    { key: 'consent:keep_sensitive', values: { time: within(promised(context, 'sensitiveDays')) } },
    sentence('consent:forget'),
    sentence('consent:free'),
  ],
];
