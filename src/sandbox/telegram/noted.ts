import { listening, type State, type Update } from './state.ts';

/** A call of the bot, without a word of what was in it. */
export type NotedCall = {
  method: string;
  chatId?: number;
  /** The public number of an item, where the text names one. */
  reference?: string;
  /** How it was made to fail. */
  fault?: string;
};
export type NotedUpdate = { updateId: number; kind: string; chatId?: number };

/** Of whatever kind, but no offer's (T). */
const REFERENCE = /\b[A-SU-Z]-[0-9A-Z]{6}\b/;
const WORDS = ['text', 'caption'] as const;

export function noteCall(state: State, method: string, params: Record<string, unknown>, fault?: string): void {
  const reference = WORDS.map((name) => REFERENCE.exec(String(params[name] ?? ''))?.[0]).find(Boolean);
  const call: NotedCall = {
    method,
    ...(params.chat_id !== undefined && { chatId: Number(params.chat_id) }),
    ...(reference && { reference }),
    ...(fault && { fault }),
  };
  state.events.emit('call', call);
}

/** Kind and chat of an update that now waits for the bot. */
export function noteUpdate(state: State, update: Update): void {
  const { update_id: updateId, ...rest } = update;
  const [name, body] = Object.entries(rest)[0] ?? ['unknown', {}];
  const message = (name === 'callback_query' ? (body as { message?: unknown }).message : body) as
    | (Record<string, unknown> & { chat?: { id?: number } })
    | undefined;
  const noted: NotedUpdate = {
    updateId,
    kind: name === 'message' ? kindOf(message ?? {}) : name,
    ...(message?.chat?.id !== undefined && { chatId: message.chat.id }),
  };
  state.events.emit('noted', noted);
}

const KINDS = ['voice', 'photo', 'document', 'audio', 'video', 'location', 'contact', 'text'];
const kindOf = (message: Record<string, unknown>): string => KINDS.find((kind) => kind in message) ?? 'message';

/** What a pane under the glass listens to. */
export const noting = (state: State) => ({
  onCall: listening<NotedCall>(state, 'call'),
  onUpdate: listening<NotedUpdate>(state, 'noted'),
});
