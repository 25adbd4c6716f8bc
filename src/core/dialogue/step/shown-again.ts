import { UUID } from '../../domain/uuid.ts';
import type { Book } from '../../turn/book.ts';
import type { TurnInput } from './turn-input.ts';

/** A button of the menu with this behind it leads to what was shown, in the other language. */
export const SWITCH = 'm:switch';

/** What only shows something, and may be asked for as often as somebody likes. */
const LOOKS = ['my', 'privacy', 'help', 'faq', 'emergency'];
/** Of an item, a registration, an application. "I am coming" said twice is said once. */
const SHOWS = ['show', 'earlier', 'coming'];

/**
 * The button that shows again what this input showed, so that it keeps its place when the language is switched; of what was done to
 * something of theirs, the one that shows how it stands. Undefined where there is no such place.
 */
export function shownAgain(input: TurnInput, { menu }: Pick<Book, 'menu'>): string | undefined {
  if (input.kind === 'command') return looksFrom(input.name, menu) ? `m:${input.name}` : undefined;
  if (input.kind !== 'button') return undefined;
  const data = input.data.startsWith(`${SWITCH}:`) ? input.data.slice(SWITCH.length + 1) : input.data;
  const [family = '', what = '', id = ''] = data.split(':');
  if (family === 'm') return looksFrom(what, menu) || /^my\d{1,3}$/.test(what) ? data : undefined;
  if (family === 'o') return what === 'apply' ? undefined : data;
  if (!['i', 'g', 'q'].includes(family) || !UUID.test(id)) return undefined;
  return SHOWS.includes(what) ? data : `${family}:show:${id}`;
}

const looksFrom = (name: string, menu: Book['menu']): boolean =>
  LOOKS.includes(name) || menu.some(({ command, form }) => command === name && !form);
