import type { Language } from '../../src/core/domain/codes.ts';
import type { TelegramControl } from '../../src/sandbox/telegram/control.ts';
import type { ChatMessage } from '../../src/sandbox/telegram/state.ts';
import { PATIENCE_MS } from './patience.ts';

/** A resident with a phone: writes and taps through the stand-in, and waits for what the bot says. */
export const pickUpPhone = (control: TelegramControl, who: { chatId?: number; firstName?: string } = {}) =>
  phoneIn(control, control.addResident({ firstName: 'Sample <b>', languageCode: 'sq', ...who }).chatId);

/** The phone of somebody whose chat stands already. */
export function phoneIn(control: TelegramControl, chatId: number) {
  /** What the bot had said last time, so that an old button is never taken for the new one. */
  let seen = '';
  const view = () =>
    JSON.stringify(
      control
        .transcript(chatId)
        .filter((message) => message.from === 'bot')
        .map((message) => [message.messageId, message.text, message.markup, message.deleted]),
    );
  const find = (ending: string, messages: ChatMessage[], after = 0) =>
    messages
      .filter((message) => message.from === 'bot' && !message.deleted && message.messageId > after)
      .flatMap((message) =>
        (message.markup?.inline_keyboard ?? [])
          .flat()
          .map((button) => ({ messageId: message.messageId, data: button.callback_data ?? '' })),
      )
      // The other language of a screen is a button too, and ends in what is shown.
      .findLast(({ data }) => data.endsWith(ending) && (!data.startsWith('m:switch:') || data === ending));
  const waitForButton = (ending: string, after = 0) =>
    control.waitFor(chatId, (messages) => find(ending, messages, after), {
      timeoutMs: PATIENCE_MS,
      what: `a button ending in ${ending}`,
    });
  const waitForText = (part: string | RegExp, after = 0) =>
    control.waitFor(
      chatId,
      (messages) =>
        messages.find(
          (message) =>
            message.from === 'bot' &&
            !message.deleted &&
            message.messageId > after &&
            (typeof part === 'string' ? message.text?.includes(part) : part.test(message.text ?? '')),
        ),
      { timeoutMs: PATIENCE_MS, what: `a message with ${part}` },
    );
  /** `after`: the message that a form began with, so that no button of an earlier form is taken for its own. */
  const press = async (ending: string, after = 0) => {
    const button = await waitForButton(ending, after);
    seen = view();
    return control.pressButton(chatId, button.messageId, button.data);
  };
  const phone = {
    chatId,
    control,
    press,
    waitForButton,
    waitForText,
    /** Resolves when the bot did something since the last act of ours. */
    answered: () =>
      control.waitFor(chatId, () => (view() === seen ? undefined : true), {
        timeoutMs: PATIENCE_MS,
        what: 'an answer',
      }),
    /** Opens neutral news by the step that asks whether one is alone, until this was read. */
    async readNews(part: string): Promise<void> {
      const tapped = new Set<string>();
      const next = (messages: ChatMessage[]) => {
        if (messages.some((message) => !message.deleted && message.text?.includes(part))) return 'read' as const;
        const button = ['n:show', 'n:open'].map((data) => find(data, messages)).find((one) => one !== undefined);
        return button && !tapped.has(`${button.messageId} ${button.data}`) ? button : undefined;
      };
      for (;;) {
        const found = await control.waitFor(chatId, next, { timeoutMs: PATIENCE_MS, what: `news with ${part}` });
        if (found === 'read') return;
        tapped.add(`${found.messageId} ${found.data}`);
        control.pressButton(chatId, found.messageId, found.data, { forged: true });
      }
    },
    write: (text: string) => {
      seen = view();
      return control.sendText(chatId, text);
    },
    speak: () => control.sendMedia(chatId, 'voice', { seconds: 4, bytes: Buffer.from('OggS invented voice') }),
    show: () =>
      control.sendMedia(chatId, 'photo', { bytes: Buffer.from('invented photo'), caption: 'invented caption' }),
    texts: () =>
      control
        .transcript(chatId)
        .filter((message) => message.from === 'bot' && !message.deleted)
        .map((message) => message.text ?? ''),
    async agree(language: Language) {
      control.sendText(chatId, '/start');
      await press(`language:${language}`);
      if (language === 'rom') await press('second:sq');
      await press('agree:yes');
      await waitForButton('m:feedback');
    },
    /** The feedback form with text, and voice and photo when asked; gives the reference. */
    async sendFeedback(
      text: string,
      options: {
        type?: string;
        safe?: 'yes' | 'no' | '!skip';
        media?: boolean;
        onSend?: () => void;
      } = {},
    ): Promise<string> {
      const begun = control.sendText(chatId, '/feedback').messageId;
      await press(`type:${options.type ?? 'complaint'}`, begun);
      if (options.type === 'sensitive_report') {
        await press(`safe:${options.safe ?? 'yes'}`, begun);
        await press('privacy:confidential', begun);
      }
      await press('municipality:mitrovica_north', begun);
      if (options.type !== 'sensitive_report') {
        await press('settlement:!skip', begun);
        await press('sector:public_services', begun);
      }
      await waitForButton('messages:!done', begun);
      control.sendText(chatId, text);
      if (options.media) {
        phone.speak();
        phone.show();
      }
      const parts = options.media ? 3 : 1;
      await control.waitFor(
        chatId,
        (messages) =>
          messages.filter(
            (message) => message.from === 'bot' && message.messageId > begun && message.text?.startsWith('✔'),
          ).length >= parts
            ? true
            : undefined,
        { timeoutMs: PATIENCE_MS, what: 'every part taken' },
      );
      await press('messages:!done', begun);
      await waitForButton('check:send', begun);
      options.onSend?.();
      await press('check:send', begun);
      const sent = await waitForText(/\b[F]-[0-9A-Z]{6}\b/, begun);
      return /\b[F]-[0-9A-Z]{6}\b/.exec(sent.text ?? '')?.[0] ?? '';
    },
  };
  return phone;
}
