import { PATIENCE_MS } from './patience.ts';
import type { pickUpPhone } from './phone.ts';

export type Phone = ReturnType<typeof pickUpPhone>;
/** A reference, or the receipt that stands in its place where no link is kept. */
const REFERENCE = /\bF-[0-9A-Z]{6}\b|\b\d{4} \d{4} \d{4} \d{4}\b/g;

export type Submission = {
  type?: string;
  anonymous?: boolean;
  settlement?: string;
  /** What is written or sent for the message itself; each act is one message. */
  parts: (() => unknown)[];
};

const buttonsOf = (phone: Phone) =>
  phone.control
    .transcript(phone.chatId)
    .filter((message) => message.from === 'bot' && !message.deleted)
    .flatMap((message) =>
      (message.markup?.inline_keyboard ?? [])
        .flat()
        .map((button) => ({ messageId: message.messageId, data: button.callback_data ?? '' })),
    );

/** Every reference and receipt the bot has said in this chat. */
export const referencesIn = (phone: Phone): string[] => [
  ...new Set(phone.control.transcript(phone.chatId).flatMap((message) => message.text?.match(REFERENCE) ?? [])),
];

/** Begins the feedback form; what it gives back taps buttons of that form alone, never of one filled in before. */
export async function openFeedback(phone: Phone) {
  const before = new Set(buttonsOf(phone).map((button) => button.data));
  phone.control.sendText(phone.chatId, '/feedback');
  const first = await phone.control.waitFor(
    phone.chatId,
    () => buttonsOf(phone).findLast(({ data }) => data.endsWith(':type:complaint') && !before.has(data)),
    { timeoutMs: PATIENCE_MS, what: 'the first question of a new form' },
  );
  const prefix = first.data.slice(0, -'type:complaint'.length);
  const find = (code: string) =>
    phone.control.waitFor(phone.chatId, () => buttonsOf(phone).findLast(({ data }) => data === `${prefix}${code}`), {
      timeoutMs: PATIENCE_MS,
      what: `the button ${code}`,
    });
  return {
    find,
    press: async (code: string) => {
      const button = await find(code);
      return phone.control.pressButton(phone.chatId, button.messageId, button.data);
    },
  };
}
export type OpenForm = Awaited<ReturnType<typeof openFeedback>>;

/** As far as the message itself. */
export async function answerToMessage(phone: Phone, form: OpenForm, { type = 'complaint', ...rest }: Submission) {
  await form.press(`type:${type}`);
  const sensitive = type === 'sensitive_report';
  if (sensitive) {
    await form.press('safe:yes');
    await form.press(`privacy:${rest.anonymous ? 'anonymous' : 'confidential'}`);
  }
  await form.press('municipality:mitrovica_north');
  if (!sensitive) {
    await form.find('settlement:!skip');
    if (rest.settlement === undefined) await form.press('settlement:!skip');
    else phone.control.sendText(phone.chatId, rest.settlement);
    await form.press('sector:health');
  }
  await form.find('messages:!done');
}

/** Sends each part and waits until the bot has taken all of them. */
export async function sendParts(phone: Phone, parts: (() => unknown)[]): Promise<void> {
  for (const part of parts) {
    const before = ticks(phone);
    part();
    await phone.control.waitFor(phone.chatId, () => (ticks(phone) > before ? true : undefined), {
      timeoutMs: PATIENCE_MS,
      what: 'a part taken',
    });
  }
}

/** "✔️ Added", anew for each part. */
const ticks = (phone: Phone): number =>
  phone.control.transcript(phone.chatId).filter((message) => message.from === 'bot' && /^✔|✅/.test(message.text ?? ''))
    .length;

/** Lives through the whole form; gives the new reference or receipt. */
export async function submit(phone: Phone, submission: Submission): Promise<string> {
  const form = await openFeedback(phone);
  await answerToMessage(phone, form, submission);
  await sendParts(phone, submission.parts);
  await form.press('messages:!done');
  const before = new Set(referencesIn(phone));
  const anonymous = submission.anonymous && submission.type !== 'sensitive_report';
  await form.press(`check:${anonymous ? 'send_anonymous' : 'send'}`);
  return phone.control.waitFor(phone.chatId, () => referencesIn(phone).find((one) => !before.has(one)), {
    timeoutMs: PATIENCE_MS,
    what: 'a new reference',
  });
}
