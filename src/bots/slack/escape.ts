import { cut, pieces } from '../../core/domain/text/cut.ts';

/** Control characters but line break and tab, bidirectional overrides and isolates, and line separators: none is writing. */
const NOT_WRITING = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/gu;

/**
 * Makes what a person wrote safe to show in Slack's mrkdwn: `& < >` escaped (docs.slack.dev, formatting message text), so that no
 * mention, link or `<!channel>` can be made; `@channel` and its like broken up; direction overrides taken out; half characters replaced.
 */
export function escapeText(text: string): string {
  return clean(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The same for plain_text objects, which know no markup. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(NOT_WRITING, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/@(?=(?:channel|here|everyone|group)\b)/gi, '@\u2060')
    .trim();
}

/** Words of unknown direction inside a line of ours: isolated, so that right-to-left writing does not turn the rest around. */
export const isolate = (escaped: string): string => `\u2068${escaped}\u2069`;

/** An entity, and what Slack makes a mention, a date or a link of, is never cut into. */
const WHOLE = /&(?:amp|lt|gt);|<[^<>\n]*>/g;

/** Escapes, and cuts so that the escaped text has at most `most` UTF-16 units. */
export function escapeAndCut(text: string, most: number): { text: string; cut: boolean } {
  const whole = escapeText(text);
  return whole.length <= most ? { text: whole, cut: false } : { text: cutMrkdwn(whole, most), cut: true };
}

/** Mrkdwn that is ready to be shown. */
export const cutMrkdwn = (mrkdwn: string, most: number): string => cut(mrkdwn, most, { whole: WHOLE });

/** Escapes, whole, in pieces that each have at most `most` UTF-16 units. */
export const escapedPieces = (text: string, most: number): string[] => pieces(escapeText(text), most, { whole: WHOLE });
