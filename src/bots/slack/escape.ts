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

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Escapes, and cuts so that the escaped text has at most `most` UTF-16 units; never inside an entity, a character or an emoji. */
export function escapeAndCut(text: string, most: number): { text: string; cut: boolean } {
  const whole = escapeText(text);
  if (whole.length <= most) return { text: whole, cut: false };
  const room = most - 1;
  // Only so many characters can fit; segmenting the rest would be work for nothing.
  const candidate = clean(text).slice(0, room + 64);
  let kept = '';
  for (const { segment } of segmenter.segment(candidate)) {
    const escaped = escapeText(segment) || segment;
    if (kept.length + escaped.length > room) break;
    kept += escaped;
  }
  if (kept === '') kept = [...whole].slice(0, Math.floor(room / 2)).join('');
  return { text: `${kept.trimEnd()}…`, cut: true };
}
