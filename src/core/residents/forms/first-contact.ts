import { z } from 'zod';
import { LANGUAGES } from '../../domain/codes.ts';
import type { Form } from '../../domain/form.ts';
import { SECOND_LANGUAGES } from '../../domain/language.ts';
import { languageOf, listOptions, option, secondLanguage, sentence } from '../../forms/questions.ts';

export const FirstContactAnswers = z.object({
  language: z.enum(LANGUAGES),
  second: z.enum(SECOND_LANGUAGES).optional(),
  agree: z.enum(['yes', 'no']),
});
export type FirstContactAnswers = z.infer<typeof FirstContactAnswers>;

/** Days until words are deleted, where the host gives none: the default of the settings. */
const days = (given: string | undefined, fallback: string): string => given ?? fallback;

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
      options: listOptions('language', LANGUAGES),
    },
    secondLanguage('consent:second_language'),
    {
      key: 'agree',
      kind: 'choice',
      schema: z.enum(['yes', 'no']),
      critical: true,
      before: (_answers, context) => [
        [sentence('consent:welcome'), sentence('consent:what'), sentence('consent:who'), sentence('consent:who_not')],
        [
          sentence('consent:telegram'),
          sentence('consent:keep'),
          { key: 'consent:keep_how', values: { days: days(context.values?.closedDays, '730') } },
          { key: 'consent:keep_sensitive', values: { days: days(context.values?.sensitiveDays, '365') } },
        ],
      ],
      ask: () => [sentence('consent:forget'), sentence('consent:free'), sentence('consent:ask')],
      options: () => [option('yes', 'consent:agree'), option('no', 'consent:disagree')],
    },
  ],
};
