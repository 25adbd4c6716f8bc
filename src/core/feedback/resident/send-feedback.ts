import type { FeedbackType, Municipality, Sector } from '../../domain/codes.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { somebodyIsOnDuty } from '../../duty/read-rota.ts';
import { lastScreenFirst } from '../../forms/emergency.ts';
import { putSubmissionInEnvelope } from '../../items/resident/put-in-envelope.ts';
import { submitItem } from '../../items/taken-in/submit-item.ts';
import { aboutYouForm } from '../../residents/forms/about-you.ts';
import { type Receipt, saySent, saySentAnonymously, saySentSensitive } from '../../residents/say-of-item.ts';
import { readAboutYou } from '../../turn/about-you.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';

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
 * Makes the item and promises its reference; or puts what has no name into the envelope and promises its receipt. About-you is asked after sending, once; after an anonymous item never:
 * while such a form is open it would tie the item to the person.
 */
export async function sendFeedback(visit: KnownVisit, submissionKey: string, feedback: Feedback): Promise<Answer> {
  const { tx, line, resident, key } = visit;
  const known = readAboutYou(visit);
  const sensitive = feedback.type === 'sensitive_report';
  const submission = {
    submissionKey,
    kind: 'feedback' as const,
    type: feedback.type,
    municipality: feedback.municipality,
    settlement: feedback.settlement,
    sector: feedback.sector,
    language: visit.language,
    channel: visit.address.channel,
    sensitive,
    safety: sensitive ? SAFETY[feedback.safe ?? 'skipped'] : null,
    aboutYou: feedback.anonymous ? {} : (known ?? {}),
    messages: withPlace(feedback),
  };
  const serious = sensitive ? await promise(visit, feedback.safe) : null;
  if (feedback.anonymous) {
    const put = await putSubmissionInEnvelope(visit, submission);
    if ('sentBefore' in put) return notAgain(sensitive, put.sentBefore);
    // Of what was sent without a name the chat keeps no more than of a serious report.
    if (visit.dialogue.talk) visit.acts.push({ kind: 'take_back', about: visit.dialogue.talk });
    const say = saySentAnonymously({ dueAt: put.dueAt, serious }, put.receipt);
    return { say, promised: {} };
  }
  const { reference, dueAt, itemId, fresh } = await submitItem(tx, line, {
    ...submission,
    from: { residentId: resident.id, keyId: resident.keyId as string, key, address: visit.address },
    by: { kind: 'resident' },
  });
  if (!fresh) return notAgain(sensitive, reference);
  const sent = { reference, dueAt, serious };
  // Who reports something serious is asked nothing more: the screen with the numbers to call is the last.
  if (sensitive) return { say: saySentSensitive(sent, itemId), promised: { itemId } };
  if (known !== null) return { say: saySent(sent), promised: { itemId } };
  return {
    say: saySent(sent),
    promised: { itemId },
    next: { form: aboutYouForm, about: { itemId, reference } },
  };
}

const SAFETY = { yes: 'safe', no: 'not_safe', skipped: 'skipped' } as const;

/** What a serious report is answered with: hours only while somebody is on duty. */
async function promise({ tx, line, context }: KnownVisit, safe: Feedback['safe']): Promise<Receipt['serious']> {
  const { danger, sensitiveSeen } = (await line.settings(tx)).firstAnswerHours;
  const there = await somebodyIsOnDuty(tx, line.now());
  return { first: lastScreenFirst(context), readHours: there ? (safe === 'no' ? danger : sensitiveSeen) : null };
}

const notAgain = (sensitive: boolean, reference: string): Answer => ({
  say: [{ lines: [sensitive ? { key: 'discreet:not_again' } : { key: 'feedback:not_again', values: { reference } }] }],
});

/** A shared location travels as a message, sealed like the words. */
function withPlace({ place, messages }: Feedback): IncomingMessage[] {
  return place ? [{ kind: 'location', place, handle: '0' }, ...messages] : messages;
}
