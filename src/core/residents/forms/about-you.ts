import { z } from 'zod';
import { AGE_BANDS, COMMUNITIES, DISABILITIES, GENDERS } from '../../domain/codes.ts';
import type { Form } from '../../domain/form.ts';
import { listOptions, sentence } from '../../forms/questions.ts';

export const AboutYouAnswers = z.object({
  gender: z.enum(GENDERS).optional(),
  age_band: z.enum(AGE_BANDS).optional(),
  community: z.array(z.enum(COMMUNITIES)).optional(),
  disability: z.enum(DISABILITIES).optional(),
});
export type AboutYouAnswers = z.infer<typeof AboutYouAnswers>;

/** Asked after sending, one at a time, each skippable: never a condition for help. */
export const aboutYouForm: Form = {
  name: 'about-you',
  version: 1,
  cancellable: true,
  leaving: sentence('about:left'),
  // Asked after something was sent: its number stays on the screen.
  lastly: (context) => (context.values?.reference ? [sentence('items:show.reference', context, 'reference')] : []),
  questions: [
    {
      key: 'gender',
      kind: 'choice',
      schema: z.enum(GENDERS),
      skippable: true,
      ask: () => [sentence('about:intro'), sentence('about:choice'), sentence('about:gender')],
      options: listOptions('gender', GENDERS),
    },
    {
      key: 'age_band',
      kind: 'choice',
      schema: z.enum(AGE_BANDS),
      skippable: true,
      ask: () => [sentence('about:age')],
      options: listOptions('age_band', AGE_BANDS, { under_18: { former: true } }),
    },
    {
      key: 'community',
      kind: 'choices',
      schema: z.array(z.enum(COMMUNITIES)).min(1),
      skippable: true,
      ask: () => [sentence('about:community')],
      options: listOptions('community', COMMUNITIES, { undisclosed: { exclusive: true } }),
    },
    {
      key: 'disability',
      kind: 'choice',
      schema: z.enum(DISABILITIES),
      skippable: true,
      ask: () => [sentence('about:disability')],
      options: listOptions('disability', DISABILITIES),
    },
  ],
};
