import type { FeedbackType, Municipality, Sector } from '../domain/codes.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { aboutYouForm } from '../forms/about-you.ts';
import { submitItem } from '../items/submit-item.ts';
import { saySent, saySentAnonymously } from '../residents/says.ts';
import { readAboutYou } from './keep-about-you.ts';
import type { Answer, KnownVisit } from './visit.ts';

type Feedback = {
  type: FeedbackType | null;
  safe?: 'yes' | 'no' | undefined;
  municipality: Municipality | null;
  settlement?: string | undefined;
  place?: { latitude: number; longitude: number } | undefined;
  sector: Sector | null;
  anonymous: boolean;
  messages: IncomingMessage[];
};

/**
 * Makes the item and promises its reference, or its receipt. About-you is asked after sending, once; after an anonymous item never:
 * while such a form is open it would tie the item to the person.
 */
export async function sendFeedback(visit: KnownVisit, submissionKey: string, feedback: Feedback): Promise<Answer> {
  const { tx, line, resident, key } = visit;
  const known = readAboutYou(visit);
  const sensitive = feedback.type === 'sensitive_report';
  const submitted = await submitItem(tx, line, {
    submissionKey,
    kind: 'feedback',
    type: feedback.type,
    municipality: feedback.municipality,
    settlement: feedback.settlement,
    sector: feedback.sector,
    language: visit.language,
    channel: 'telegram',
    sensitive,
    aboutYou: feedback.anonymous ? {} : (known ?? {}),
    messages: withPlace(feedback),
    from: feedback.anonymous
      ? 'anonymous'
      : { residentId: resident.id, keyId: resident.keyId as string, key, chatId: visit.chatId },
    by: { kind: 'resident' },
  });
  const { reference, dueAt, receipt, itemId } = submitted;
  if (!submitted.fresh)
    return { say: [{ lines: [{ key: 'feedback:not_again', values: { reference } }] }], dialogue: visit.dialogue };
  const hours = (await line.settings()).firstAnswerHours.sensitiveSeen;
  const sent = { reference, dueAt, sensitiveSeenHours: sensitive ? hours : null };
  if (receipt !== null) return { say: saySentAnonymously(sent, receipt), dialogue: visit.dialogue, promised: {} };
  if (known !== null) return { say: saySent(sent), dialogue: visit.dialogue, promised: { itemId } };
  return {
    say: saySent(sent),
    dialogue: visit.dialogue,
    promised: { itemId },
    next: { form: aboutYouForm, about: { itemId, reference } },
  };
}

/** A shared location travels as a message, sealed like the words. */
function withPlace({ place, messages }: Feedback): IncomingMessage[] {
  return place ? [{ kind: 'location', place, chatMessageId: 0 }, ...messages] : messages;
}
