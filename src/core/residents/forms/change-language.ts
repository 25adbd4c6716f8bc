import { z } from 'zod';
import { LANGUAGES } from '../../domain/codes.ts';
import type { Form } from '../../domain/form.ts';
import { SECOND_LANGUAGES } from '../../domain/language.ts';
import { languageOf, listOptions, secondLanguage, sentence } from '../../forms/questions.ts';

export const ChangeLanguageAnswers = z.object({
  language: z.enum(LANGUAGES),
  second: z.enum(SECOND_LANGUAGES).optional(),
});
export type ChangeLanguageAnswers = z.infer<typeof ChangeLanguageAnswers>;

export const changeLanguageForm: Form = {
  name: 'change-language',
  version: 1,
  cancellable: true,
  leaving: sentence('language:kept'),
  languageOf,
  questions: [
    {
      key: 'language',
      kind: 'choice',
      schema: z.enum(LANGUAGES),
      ask: () => [sentence('language:ask')],
      options: listOptions('language', LANGUAGES),
    },
    secondLanguage('language:second'),
  ],
};
