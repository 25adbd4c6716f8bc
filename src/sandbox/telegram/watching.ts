import { chatOf } from './people.ts';
import { type Button, type ChatMessage, listening, type State, type StoredFile } from './state.ts';

/** Ends only what will never come, however busy the machine is. */
const PATIENCE_MS = 300_000;

export type WaitOptions = { timeoutMs?: number; what?: string };

/** What a person sees, and waiting for it. */
export function watching(state: State) {
  const findButton = (
    chatId: number,
    fits: (button: Button) => boolean,
  ): { messageId: number; button: Button } | undefined => {
    for (const message of chatOf(state, chatId).messages.toReversed()) {
      const button = message.deleted ? undefined : message.markup?.inline_keyboard?.flat().find(fits);
      if (button) return { messageId: message.messageId, button };
    }
    return undefined;
  };
  return {
    findButton,
    /** The newest button whose data ends in this code, such as `agree:yes`. */
    buttonWithCode: (chatId: number, code: string) =>
      findButton(chatId, (button) => button.callback_data?.endsWith(`:${code}`) ?? false) ?? null,
    transcript: (chatId: number): ChatMessage[] => chatOf(state, chatId).messages,
    chats: () =>
      [...state.chats.values()].map(({ id, type, firstName, languageCode, blocked }) => ({
        id,
        type,
        firstName,
        languageCode,
        blocked,
      })),
    lastBotMessage: (chatId: number): ChatMessage | undefined =>
      chatOf(state, chatId).messages.findLast((message) => message.from === 'bot' && !message.deleted),
    /** Resolves when the chat fits; rejects after `timeoutMs`. Woken by changes. */
    waitFor: <T>(chatId: number, find: (messages: ChatMessage[]) => T | undefined, options: WaitOptions = {}) =>
      waitForChange(state, () => find(chatOf(state, chatId).messages), options),
    fileBytes: (fileId: string): Buffer | undefined => state.files.get(fileId)?.bytes,
    file: (fileId: string): StoredFile | null => state.files.get(fileId) ?? null,
    commands: (): Record<string, unknown> => Object.fromEntries(state.commands),
    /** Name and descriptions, by what and for which language: `name:sq`. */
    saysOfItself: (): Record<string, string> => Object.fromEntries(state.texts),
    /** Calls back with the chat in which the bot is typing. */
    onTyping: listening<number>(state, 'typing'),
    /** Calls back with the chat that changed. */
    onChange: listening<number>(state, 'change'),
  };
}

function waitForChange<T>(state: State, find: () => T | undefined, options: WaitOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = find();
      if (found === undefined) return;
      end();
      resolve(found);
    };
    const end = () => {
      clearTimeout(timer);
      state.events.off('change', look);
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`waited in vain for ${options.what ?? 'a change in the chat'}`));
    }, options.timeoutMs ?? PATIENCE_MS);
    state.events.on('change', look);
    look();
  });
}
