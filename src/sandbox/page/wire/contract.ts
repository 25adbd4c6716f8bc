/** What crosses the wire between the page and the line that serves it. Dates are ISO strings. */

/** A language that residents pick, as `locales/` calls it. Which there are comes with the facts. */
export type LanguageCode = string;

export const FAULT_NAMES = ['telegram_429', 'telegram_down', 'slack_down', 'slack_answer_lost', 'redis_gone'] as const;
export type FaultName = (typeof FAULT_NAMES)[number];

/** A staff member of the sandbox. Invented. */
export type SamplePerson = { id: string; name: string; agency: string; roles: readonly string[] };
/** A resident who is there from the start. Invented. */
export type SampleResident = { chatId: number; name: string; language: LanguageCode };

export type Facts = {
  /** By the line's clock. */
  now: string;
  /** How far the clock was moved. */
  aheadHours: number;
  /** Whether Telegram and Slack are stand-ins here; else they are the real ones. */
  telegram: boolean;
  slack: boolean;
  staff: SamplePerson[];
  residents: SampleResident[];
  /** In the order of their buttons. `phone`: what Telegram calls the language that such a phone is set to. */
  languages: { code: LanguageCode; phone: string }[];
  channels: { main: string; sensitive: string; leads: string | null };
  faults: { name: FaultName; on: boolean; possible: boolean }[];
  /** On the embedded database alone. */
  canReset: boolean;
  /** In a checkout whose locales can be written. */
  canEditTexts: boolean;
  state: 'running' | 'restarting' | 'resetting';
  /** Changes with every restart. */
  startedAt: string;
};

/** One station of an item's way. Ids and codes alone, never a word of a person. */
export type Step = {
  at: string;
  station: 'update' | 'step' | 'transaction' | 'outbox' | 'job' | 'card' | 'delivery';
  /** A code; the page has words for it. */
  what: string;
  /** How long it took. */
  ms?: number;
  updateId?: number;
  chatId?: number;
  itemId?: string;
  reference?: string;
  outboxId?: string;
  topic?: string;
  ok: boolean;
  reason?: string;
};

/** A text of `locales/` inside a text that somebody sees. */
export type Found = {
  key: string;
  language: string;
  text: string;
  /** The source it is a translation of. */
  english: string;
  /** `changed`: somebody read it, and it or the English is another one since. `source`: the English itself. */
  state: 'machine' | 'reviewed' | 'approved' | 'changed' | 'source';
  /** Who read it as it stands. */
  readers: string[];
  /** It is made from the same text in another script, and changed there. */
  follows: boolean;
  from: number;
  to: number;
};

/** A line or a button as it is read, and the texts of `locales/` that it is made of. */
export type ShownText = { keys: string[]; shown: string };
export type ShownScreen = {
  /** Met by going through a form; else texts that belong together. */
  met: boolean;
  lines: ShownText[];
  quote?: string;
  after: ShownText[];
  buttons: ShownText[][];
};
export type ReviewedText = Omit<Found, 'from' | 'to'> & {
  critical: boolean;
  /** Why it is unsure. */
  note?: string;
};
/** A dialogue as a person meets it, screen after screen, and what is known of each of its texts. */
export type DialogueShown = { screens: ShownScreen[]; texts: Record<string, ReviewedText> };
/** How much of each dialogue is approved in one language, and who may approve it. */
export type ReviewShown = {
  readers: { name: string; local: boolean }[];
  dialogues: { dialogue: string; total: number; read: number; approved: number }[];
};

export type TextStates = { language: LanguageCode; total: number; reviewed: number; approved: number };

export type Resident = {
  id: number;
  firstName: string;
  languageCode?: string;
  blocked: boolean;
  type: 'private' | 'group';
};
export type Entity = { type: string; offset: number; length: number; url?: string; language?: string };
export type KeyboardButton = {
  text: string;
  callback_data?: string;
  url?: string;
  request_contact?: boolean;
  request_location?: boolean;
};
export type ChatMessage = {
  messageId: number;
  from: 'resident' | 'bot';
  date: string;
  text?: string;
  caption?: string;
  entities?: Entity[];
  markup?: { inline_keyboard?: KeyboardButton[][]; keyboard?: KeyboardButton[][]; remove_keyboard?: boolean };
  file?: { fileId: string; kind: string; name?: string; bytes: number };
  place?: { latitude: number; longitude: number };
  contact?: string;
  replyTo?: number;
  editedAt?: string;
  deleted?: boolean;
  /** Cannot be forwarded or saved. */
  protected?: boolean;
};

export type Json = Record<string, unknown>;
export type Block = Json & { type: string; block_id?: string };
export type SlackFile = { id: string; name?: string; title?: string; mimetype?: string; size?: number; mode?: string };
export type SlackMessage = {
  channel: string;
  ts: string;
  user: string;
  bot_id?: string;
  text: string;
  blocks: Block[];
  metadata?: { event_type: string; event_payload: Json };
  thread_ts?: string;
  files: SlackFile[];
  edited: boolean;
  deleted: boolean;
  reactions: string[];
  replies: SlackMessage[];
};
export type Ephemeral = {
  user: string;
  channel: string;
  ts: string;
  thread_ts?: string;
  text: string;
  blocks: Block[];
};
export type View = Json & {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  callback_id: string;
  blocks: Block[];
  state: { values: Record<string, Record<string, Json>> };
};
/** Somebody of the workspace, or the bot. */
export type Person = { id: string; name: string; bot: boolean };

/** Names of the server-sent events and what they carry. */
export type LiveEvents = {
  chat: { chatId: number };
  typing: { chatId: number };
  slack: { where: string };
  step: Step;
  facts: Facts;
};
