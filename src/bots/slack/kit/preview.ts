import type { AsRead } from '../../../core/channel/as-read.ts';
import { pieces } from '../../../core/domain/text/cut.ts';
import { clean, escapeText } from '../escape.ts';
import { type Block, context, LIMITS, plain, section } from './blocks.ts';
import { staffWords } from './words.ts';

const { words } = staffWords('staff');

/** Of a modal's hundred blocks; the form itself needs its part. */
const MOST_BLOCKS = 24;

/**
 * Messages as they will stand on the phone. In plain text, where Slack makes nothing of a star or an angle bracket; the line at the left is
 * that of a quotation.
 */
export function previewBlocks(messages: readonly AsRead[]): Block[] {
  const shown = messages.flatMap(({ parts, choices, file }) => [
    ...parts.flatMap(({ text, quoted }) => inPieces(quoted ? quote(text) : text).map(plainSection)),
    ...(file === undefined ? [] : [context(escapeText(`📎 ${file}`))]),
    ...(choices.length === 0 ? [] : [context(choices.map((row) => row.map(asButton).join('  ')).join('\n'))]),
  ]);
  return [
    { type: 'divider' },
    section(`*${words('forms.reply.preview')}*`),
    ...(shown.length === 0 ? [section(words('forms.reply.preview_empty'))] : shown.slice(0, MOST_BLOCKS)),
  ];
}

const plainSection = (text: string): Block => ({ type: 'section', text: plain(clean(text), LIMITS.section) });
const quote = (text: string): string => text.replace(/^/gm, '│ ');
const asButton = (label: string): string => `[ ${escapeText(label)} ]`;

/** Each within a section. */
const inPieces = (text: string): string[] => pieces(text, LIMITS.section - 100).filter((piece) => clean(piece) !== '');
