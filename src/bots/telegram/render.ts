import type { InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove } from 'grammy/types';
import type { BubbleKind } from '../../core/domain/bubbles.ts';
import type { Language } from '../../core/domain/codes.ts';
import type { Say, SayLine } from '../../core/domain/say.ts';
import { pieces } from '../../core/domain/text/cut.ts';
import { wholeCharacters } from '../../core/domain/text/sound-text.ts';
import { type Recording, recordingFor } from '../../core/i18n/recordings.ts';
import { type Speaker, sayLine } from '../../core/i18n/say-line.ts';
import { buttonsAgain, secondUnder } from '../../core/i18n/second-under.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import { keyboardOf } from './keyboard.ts';

/** Text after entities (Bot API, sendMessage); a little is left for what Telegram may count differently. */
const LONGEST = 4000;
/** Of what a button gives back, in bytes (Bot API, InlineKeyboardButton). */
export const LONGEST_DATA = 64;

export type Outgoing = {
  html: string;
  markup?: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove;
  /** Nobody need read it: it goes without a sound and is deleted at once. What it did to the keyboard stays. */
  fleeting?: boolean;
  /** It stands, and what follows is said even if this does not get through. */
  aside?: boolean;
  /** Change the tapped message instead of sending another. */
  replace?: boolean;
  file?: { name: string; content: string | Uint8Array };
  media?: Say['media'];
  /** Texts spoken, beside the one that is read. */
  voices?: Recording[];
  protect?: boolean;
  bubble?: BubbleKind;
};

export const escapeHtml = (text: string): string =>
  wholeCharacters(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Says in a resident's language as messages of the Bot API, in HTML: every value is escaped, so that a person's words are only words. */
export function renderSays(
  texts: Texts,
  says: readonly Say[],
  language: Language,
  secondLanguage: Language | null,
): Outgoing[] {
  return says.flatMap((say) =>
    renderSay(texts, say, {
      language,
      secondLanguage,
      channel: 'telegram',
      escape: escapeHtml,
      code: (text) => `<code>${text}</code>`,
    }),
  );
}

function renderSay(texts: Texts, say: Say, speaker: Speaker): Outgoing[] {
  const own = body(texts, say, speaker);
  const second = secondUnder(texts, say, speaker);
  const under = second ? `\n\n———\n${inSecond(texts, say, { ...speaker, language: second })}` : '';
  const parts = splitHtml(own + under);
  const markup = say.buttons ? { inline_keyboard: keyboardOf(texts, say.buttons, speaker) } : undefined;
  const messages = parts.map(
    (html, index): Outgoing => ({
      html,
      ...(index === parts.length - 1 && markup && { markup }),
      ...(index === 0 && parts.length === 1 && say.replace && { replace: true }),
      ...(index === 0 && say.media?.length && { media: say.media }),
      ...(index === parts.length - 1 && say.voices?.length && { voices: recordingsOf(texts, say.voices, speaker) }),
      ...(index === parts.length - 1 && say.file && fileOf(say.file)),
    }),
  );
  const all = [
    ...(say.putShareAway ? [NO_KEYBOARD] : []),
    ...(say.share ? [shareKeyboard(texts, say.share, speaker), ...messages.map(below)] : messages),
  ];
  const kept = { ...(say.protect && { protect: true }), ...(say.bubble && { bubble: say.bubble }) };
  return all.map((message) => ({ ...message, ...kept }));
}

const recordingsOf = (texts: Texts, ids: readonly string[], speaker: Speaker): Recording[] =>
  ids.flatMap((id) => recordingFor(texts.recordings(), speaker, id) ?? []);

/** Nothing of what is still to be made, which is done before (core/channel/fit-says.ts). */
const fileOf = (file: NonNullable<Say['file']>): Pick<Outgoing, 'file'> =>
  'make' in file ? {} : { file: { name: file.name, content: 'text' in file ? file.text : file.bytes } };

function body(texts: Texts, say: Say, speaker: Speaker): string {
  const told = (lines: SayLine[]) =>
    lines
      .map((line) => sayLine(texts, line, speaker))
      .map((text) => ourMarkup(text))
      .join('\n');
  const quote = say.quote ? [`<blockquote>${escapeHtml(say.quote)}</blockquote>`] : [];
  return [told(say.lines), ...quote, ...(say.after?.length ? [told(say.after)] : [])].join('\n');
}

/** What a person wrote stands above already. */
function inSecond(texts: Texts, say: Say, speaker: Speaker): string {
  const again = buttonsAgain(texts, say.buttons, speaker).map(ourMarkup);
  const quoted = say.quote === undefined ? {} : { quote: '…' };
  return [body(texts, { ...say, ...quoted }, speaker), ...(again.length > 0 ? ['', ...again] : [])].join('\n');
}

/** Our own texts hold no markup but around a value; an ampersand or angle bracket in one is meant as such. Values were escaped before. */
const ourMarkup = (text: string): string =>
  text.replace(/&(?!(?:amp|lt|gt);)/g, '&amp;').replace(/<(?!\/?code>)/g, '&lt;');

/** A message holds one kind of keyboard, and a question has buttons of its own: this takes a message to itself (Bot API, reply_markup). */
const NO_KEYBOARD: Outgoing = { html: '👌', markup: { remove_keyboard: true }, fleeting: true };

/** A question under a message of the same turn is a message of its own: it stands last. */
const below = ({ replace: _replace, ...message }: Outgoing): Outgoing => message;

/**
 * The phone's own share button stands under the chat; it is folded away once it was used. It takes a message to itself, which says where the
 * button is and stands above the question.
 */
function shareKeyboard(texts: Texts, share: 'contact' | 'location', speaker: Speaker): Outgoing {
  const text = texts.say(speaker.language, `common:share_${share}`, {}, speaker.secondLanguage);
  const button = share === 'contact' ? { text, request_contact: true } : { text, request_location: true };
  return {
    html: escapeHtml(texts.say(speaker.language, `common:hint_${share}`, {}, speaker.secondLanguage)),
    markup: { keyboard: [[button]], one_time_keyboard: true, resize_keyboard: true } as ReplyKeyboardMarkup,
    aside: true,
  };
}

const TAG = /<(\/?)(blockquote|code)>/g;
/** An escape or a tag of ours is never cut into. */
const WHOLE = /&(?:amp|lt|gt);|<\/?(?:blockquote|code)>/g;

const withoutTags = (html: string): number => html.replace(TAG, '').length;

/** In parts that Telegram takes each; a quotation that is cut goes on as one. */
export function splitHtml(html: string): string[] {
  if (withoutTags(html) <= LONGEST) return [html];
  const open: string[] = [];
  return pieces(html, LONGEST, { whole: WHOLE, measure: withoutTags })
    .map((piece) => {
      const opening = open.map((tag) => `<${tag}>`).join('');
      for (const [, closes, tag = ''] of piece.matchAll(TAG)) {
        if (closes) open.pop();
        else open.push(tag);
      }
      return `${opening}${piece}${open
        .map((tag) => `</${tag}>`)
        .reverse()
        .join('')}`;
    })
    .filter((part) => part.replace(TAG, '').trim() !== '');
}
