import type { MessageKind } from './codes.ts';
import type { MessageBody } from './message-body.ts';
import type { SayLine, SayValue } from './say.ts';

/** One thing that is held of a resident: its name for programs, what it is called, and what it is, in no language. */
export type OwnPart = { field: string; label: SayLine; value: SayValue };

/** What they wrote or we did. `before`: what stood there before they changed it. */
export type OwnWords = {
  from: 'you' | 'us';
  at: Date | null;
  kind: MessageKind;
  /** Null once the words were destroyed. */
  body: MessageBody | null;
  before: { text: string; until: Date }[];
};

export type OwnItem = { parts: OwnPart[]; words: OwnWords[] };

/** Everything that is held of a resident, as they are given it: sensitive items are read in the chat alone. */
export type OwnData = {
  madeAt: Date;
  person: OwnPart[];
  unsent: { parts: OwnPart[]; words: OwnWords[] };
  items: OwnItem[];
};

/** Called as `privacy:file.<field>`. Nothing where there is no value. */
export const ownPart = (field: string, value: SayValue | null | undefined): OwnPart[] =>
  value === null || value === undefined ? [] : [{ field, label: { key: `privacy:file.${field}` }, value }];

export const onDay = (at: Date | null | undefined): SayValue | null => (at ? { date: at.toISOString() } : null);
export const onTime = (at: Date | null | undefined): SayValue | null => (at ? { dateTime: at.toISOString() } : null);
export const byCode = (list: string, code: string | null | undefined): SayValue | null =>
  code ? { key: `codes:${list}.${code}` } : null;
export const asText = (text: string | null | undefined): SayValue | null => (text ? { text } : null);
