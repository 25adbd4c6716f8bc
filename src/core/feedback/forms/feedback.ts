import { z } from 'zod';
import { FEEDBACK_TYPES, MUNICIPALITIES, SECTORS } from '../../domain/codes.ts';
import type { Answers, Form } from '../../domain/form.ts';
import type { SayValue } from '../../domain/say.ts';
import { emergencyLines } from '../../forms/emergency.ts';
import { listOptions, Messages, option, Place, sentence } from '../../forms/questions.ts';

const isSensitive = (answers: Answers): boolean => answers.type === 'sensitive_report';
const isOrdinary = (answers: Answers): boolean => !isSensitive(answers);

const Raw = z.object({
  type: z.enum(FEEDBACK_TYPES),
  safe: z.enum(['yes', 'no']).optional(),
  privacy: z.enum(['confidential', 'anonymous']).optional(),
  municipality: z.enum(MUNICIPALITIES),
  settlement: Place.optional(),
  sector: z.enum(SECTORS).optional(),
  messages: Messages,
  check: z.enum(['send', 'send_anonymous']),
});

/** The answers as an item needs them: a spoken settlement is the first message, a serious report is about rights and safety. */
export const FeedbackAnswers = Raw.transform(({ privacy, check, settlement, sector, messages, ...rest }) => ({
  ...rest,
  anonymous: privacy === 'anonymous' || check === 'send_anonymous',
  sector: sector ?? (rest.type === 'sensitive_report' ? ('rights_and_safety' as const) : ('other' as const)),
  messages: settlement && 'voice' in settlement ? [settlement.voice, ...messages] : messages,
  ...(settlement && 'text' in settlement && { settlement: settlement.text }),
  ...(settlement && 'place' in settlement && { place: settlement.place }),
}));
export type FeedbackAnswers = z.infer<typeof FeedbackAnswers>;

/** What a settlement is called in the check. */
function showPlace(value: unknown): SayValue {
  const parsed = Place.safeParse(value);
  if (!parsed.success) return { key: 'common:not_given' };
  if ('text' in parsed.data) return { text: parsed.data.text };
  return { key: 'place' in parsed.data ? 'feedback:settlement.location' : 'feedback:settlement.voice' };
}

export const feedbackForm: Form = {
  name: 'feedback',
  version: 1,
  cancellable: true,
  withoutName: (answers) => {
    if (isOrdinary(answers)) return 'may';
    return answers.privacy === 'anonymous' ? 'yes' : 'no';
  },
  questions: [
    {
      key: 'type',
      kind: 'choice',
      schema: z.enum(FEEDBACK_TYPES),
      name: sentence('feedback:type.name'),
      ask: () => [sentence('feedback:type.ask')],
      options: listOptions('feedback_type', FEEDBACK_TYPES),
    },
    {
      key: 'safe',
      kind: 'choice',
      schema: z.enum(['yes', 'no']),
      skippable: true,
      name: sentence('danger:safe_name'),
      when: isSensitive,
      ask: () => [sentence('feedback:safe.thanks'), sentence('feedback:safe.ask')],
      options: () => [option('yes', 'feedback:safe.yes'), option('no', 'feedback:safe.no')],
    },
    {
      key: 'privacy',
      kind: 'choice',
      schema: z.enum(['confidential', 'anonymous']),
      name: sentence('feedback:privacy.name'),
      when: isSensitive,
      before: (answers, context) =>
        answers.safe === 'no' ? [[...emergencyLines(context), sentence('feedback:safe.call_first')]] : [],
      ask: () => [
        sentence('feedback:privacy.ask'),
        sentence('feedback:privacy.explain_confidential'),
        sentence('feedback:privacy.explain_anonymous'),
      ],
      options: () => [
        option('confidential', 'feedback:privacy.confidential'),
        option('anonymous', 'feedback:privacy.anonymous'),
      ],
    },
    {
      key: 'municipality',
      kind: 'choice',
      schema: z.enum(MUNICIPALITIES),
      name: sentence('feedback:municipality.name'),
      ask: () => [sentence('feedback:municipality.ask')],
      options: listOptions('municipality', MUNICIPALITIES),
    },
    {
      key: 'settlement',
      follows: 'municipality',
      kind: 'location',
      schema: Place,
      skippable: true,
      name: sentence('feedback:settlement.name'),
      when: isOrdinary,
      ask: () => [sentence('feedback:settlement.ask')],
      show: showPlace,
      invalid: sentence('forms:too_long'),
    },
    {
      key: 'sector',
      kind: 'choice',
      schema: z.enum(SECTORS),
      name: sentence('feedback:sector.name'),
      when: isOrdinary,
      ask: () => [sentence('feedback:sector.ask')],
      options: listOptions('sector', SECTORS),
    },
    {
      key: 'messages',
      kind: 'messages',
      schema: Messages,
      name: sentence('feedback:messages.name'),
      ask: (answers) => [
        sentence(isSensitive(answers) ? 'feedback:messages.ask_sensitive' : 'feedback:messages.ask'),
        sentence('feedback:messages.no_names'),
        sentence('feedback:messages.done_hint'),
      ],
      show: (value) => ({ key: 'forms:check.parts', values: { count: Array.isArray(value) ? value.length : 0 } }),
    },
    {
      key: 'check',
      kind: 'confirm',
      schema: z.enum(['send', 'send_anonymous']),
      ask: (answers) => [
        ...(isOrdinary(answers) ? [sentence('feedback:check.anonymous_hint')] : []),
        sentence('forms:check.not_sent'),
      ],
      options: (answers) => [
        option('send', 'feedback:check.send'),
        ...(isOrdinary(answers) ? [option('send_anonymous', 'feedback:check.send_anonymous')] : []),
      ],
    },
  ],
};
