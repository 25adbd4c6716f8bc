import type { AsRead } from '../../core/channel/as-read.ts';
import type { Outgoing } from './render.ts';

const TAG = /<\/?[a-z][^<>]*>/gi;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

const unescaped = (html: string): string =>
  html.replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ENTITIES[name] ?? '');

/** Our own HTML as Telegram shows it; a resident's phone has nothing of what is gone at once. */
export const readAsSeen = (messages: readonly Outgoing[]): AsRead[] =>
  messages
    .filter(({ fleeting }) => !fleeting)
    .map(({ html, markup, file }) => ({
      parts: partsOf(html),
      choices:
        markup && 'inline_keyboard' in markup ? markup.inline_keyboard.map((row) => row.map(({ text }) => text)) : [],
      ...(file && { file: file.name }),
    }));

function partsOf(html: string): AsRead['parts'] {
  let quoted = false;
  return html.split(/(<\/?blockquote[^<>]*>)/).flatMap((piece, index) => {
    if (index % 2 === 1) {
      quoted = !piece.startsWith('</');
      return [];
    }
    const text = unescaped(piece.replace(TAG, '')).replace(/^\n|\n$/g, '');
    return text === '' ? [] : [{ text, quoted }];
  });
}
