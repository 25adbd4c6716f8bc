import type { TelegramControl } from '../../src/sandbox/telegram/control.ts';
import type { ChatMessage } from '../../src/sandbox/telegram/state.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';

/** People tap again when nothing comes, and wait twice as long each time: on a busy machine their taps would else keep the line from answering. */
const TAPS_AGAIN_AFTER_MS = 4_000;
const REFERENCE = /\bF-[0-9A-Z]{6}\b/g;

/** A resident who sends feedback through a line that dies and comes back: writes once, and taps again when no answer comes. */
export function makePatientResident(control: TelegramControl) {
  const phone = pickUpPhone(control);
  const { chatId } = phone;
  const done: number[] = [];
  const buttons = () =>
    control
      .transcript(chatId)
      .filter((message) => message.from === 'bot' && !message.deleted)
      .flatMap((message) =>
        (message.markup?.inline_keyboard ?? [])
          .flat()
          .map((button) => ({ messageId: message.messageId, data: button.callback_data ?? '' })),
      );
  const wait = <T>(find: () => T | undefined, timeoutMs: number, what: string) =>
    control.waitFor(chatId, find, { timeoutMs, what });
  const references = () =>
    new Set(
      control
        .transcript(chatId)
        .filter((message) => message.from === 'bot')
        .flatMap((message) => message.text?.match(REFERENCE) ?? []),
    );

  /** Taps until what should come came. */
  async function tap<T>(data: string, then: () => T | undefined, what: string): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let waits = TAPS_AGAIN_AFTER_MS; ; waits *= 2) {
      const button = buttons().findLast((one) => one.data === data);
      if (button) done.push(control.pressButton(chatId, button.messageId, data).updateId);
      const came = await wait(then, waits, what).catch((error: unknown) => {
        if (Date.now() > deadline) throw error;
        return undefined;
      });
      if (came !== undefined) return came;
    }
  }

  return {
    chatId,
    phone,
    /** The updates of everything they did. */
    updates: () => done,
    references,
    heard: (text: string) =>
      control.transcript(chatId).filter((message) => message.from === 'bot' && message.text?.includes(text)).length,
    /** One submission; gives the reference they were shown. */
    async submit(words: string): Promise<string> {
      const known = references();
      const old = new Set(buttons().map((button) => button.data));
      done.push(control.sendText(chatId, '/feedback').updateId);
      const first = await wait(
        () => buttons().findLast(({ data }) => data.endsWith(':type:complaint') && !old.has(data)),
        PATIENCE_MS,
        'the form',
      );
      const form = first.data.slice(0, -'type:complaint'.length);
      const shown = (code: string) => () => buttons().find(({ data }) => data === form + code);
      const step = (code: string, next: string) => tap(form + code, shown(next), next);
      await step('type:complaint', 'municipality:zvecan');
      await step('municipality:zvecan', 'settlement:!skip');
      await step('settlement:!skip', 'sector:health');
      await step('sector:health', 'messages:!done');
      const { messageId, updateId } = control.sendText(chatId, words);
      done.push(updateId);
      const taken = (message: ChatMessage) =>
        message.from === 'bot' && message.messageId > messageId && message.text?.startsWith('✔');
      await wait(() => control.transcript(chatId).find(taken), PATIENCE_MS, 'that the words were taken');
      await step('messages:!done', 'check:send');
      return tap(`${form}check:send`, () => [...references()].find((one) => !known.has(one)), 'the reference');
    },
  };
}
export type PatientResident = ReturnType<typeof makePatientResident>;
