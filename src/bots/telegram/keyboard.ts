import type { InlineKeyboardButton } from 'grammy/types';
import type { SayButton, SayLine, SayValue } from '../../core/domain/say.ts';
import { cut } from '../../core/domain/text/cut.ts';
import { labelWidth, roomFor, rowsThatFit } from '../../core/domain/text/label-width.ts';
import { type Speaker, sayLine } from '../../core/i18n/say-line.ts';
import type { Texts } from '../../core/i18n/texts.ts';

/** Telegram takes more; nobody reads more. */
const LONGEST_LABEL = 60;
/** In px: a few letters, that one knows it by. */
const LEAST_OF_A_NAME = 60;
/** Whom to call, and the way out: never squeezed beside another. */
const ALONE = new Set(['menu:emergency', 'menu:quick_exit']);

/** The buttons under a message as a cheap phone shows them whole: see core/domain/text/label-width.ts. */
export function keyboardOf(
  texts: Texts,
  rows: readonly (readonly SayButton[])[],
  speaker: Speaker,
): InlineKeyboardButton[][] {
  const named = rows.map((row) => row.map((button) => ({ ...button, whole: labelOf(texts, button.label, speaker) })));
  return rowsThatFit(named, ({ whole }) => whole, standsAlone).map((row) =>
    row.map(({ label, whole, data }) => ({
      text: fitted(texts, label, whole, speaker, roomFor(row.length)),
      callback_data: data,
    })),
  );
}

const standsAlone = ({ label }: SayButton): boolean => 'key' in label && ALONE.has(label.key);

/** Plain text: nothing is escaped there. */
function labelOf(texts: Texts, label: SayButton['label'], speaker: Speaker): string {
  const { escape: _escape, code: _code, ...plain } = speaker;
  return 'text' in label ? label.text : sayLine(texts, label, plain);
}

/** A name that staff or a person gave gives way, so that what stands around it is seen: a date, a deadline, "full". */
function fitted(texts: Texts, label: SayButton['label'], whole: string, speaker: Speaker, room: number): string {
  const longest = 'key' in label ? longestName(label) : null;
  const over = longest === null ? 0 : labelWidth(whole) - room;
  if (longest === null || over <= 0 || !('key' in label)) return cut(whole, LONGEST_LABEL);
  const [name, { text }] = longest;
  const shorter = cut(text, Math.max(LEAST_OF_A_NAME, labelWidth(text) - over), { measure: labelWidth });
  const values = { ...label.values, [name]: { text: shorter } };
  return cut(labelOf(texts, { key: label.key, values }, speaker), LONGEST_LABEL);
}

function longestName({ values }: SayLine): [string, { text: string }] | null {
  const names = Object.entries(values ?? {}).flatMap(([name, value]): [string, { text: string }][] =>
    isName(value) ? [[name, value]] : [],
  );
  return names.toSorted(([, one], [, other]) => labelWidth(other.text) - labelWidth(one.text))[0] ?? null;
}

const isName = (value: SayValue): value is { text: string } => typeof value === 'object' && 'text' in value;
