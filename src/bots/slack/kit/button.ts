import { UUID } from '../../../core/domain/uuid.ts';
import { type Button, button } from './blocks.ts';
import type { Option } from './options.ts';

/** How a value stands in a button. What `read` gives no meaning to, nobody of ours wrote. */
type Codec<Value> = { write(value: Value): string; read(written: string): Value | null };

/** A button, or a choice of a list, defined once: its `action_id` and what its value says. It is made and read by this alone. */
export type ButtonOf<Value> = Codec<Value> & {
  id: string;
  make(text: string, value: Value, style?: 'primary' | 'danger'): Button;
  /** As one of several in a list under this `action_id`. */
  option(text: string, value: Value): Option;
};

export const buttonOf = <Value>(id: string, codec: Codec<Value>): ButtonOf<Value> => ({
  ...codec,
  id,
  make: (text, value, style) => button(id, text, codec.write(value), style),
  option: (text, value) => ({ text, value: codec.write(value) }),
});

/** As it stands: a reference, which its check character speaks for where it is used, or a code that a verb knows. */
export const asWritten: Codec<string> = { write: (value) => value, read: (written) => written };

/** An id goes to the database, so it is one before it gets there. */
export const anId: Codec<string> = { write: (id) => id, read: (written) => (UUID.test(written) ? written : null) };

/** An id; whatever stands behind a colon is of no use. */
export const anIdFirst: Codec<string> = {
  write: (id) => id,
  read: (written) => anId.read(written.split(':', 1)[0] ?? ''),
};

export type IdAnd = { id: string; rest: string };

/** An id, and behind a colon what more there is to say. */
export const anIdAnd: Codec<IdAnd> = {
  write: ({ id, rest }) => (rest === '' ? id : `${id}:${rest}`),
  read: (written) => {
    const [id = '', rest = ''] = written.split(':');
    return UUID.test(id) ? { id, rest } : null;
  },
};

export type ReferenceAnd = { reference: string; id: string };

/** An item's number, and whom or what it is about. */
export const aReferenceAnd: Codec<ReferenceAnd> = {
  write: ({ reference, id }) => `${reference}:${id}`,
  read: (written) => {
    const [reference = '', id = ''] = written.split(':');
    return { reference, id };
  },
};

/** Slack gives an overflow menu no value of its own: the option says what is wanted and of which item. */
export const MORE = buttonOf<{ option: string; reference: string }>('more', {
  write: ({ option, reference }) => `${option}:${reference}`,
  read: (written) => {
    const [option, reference, ...rest] = written.split(':');
    return option && reference && rest.length === 0 ? { option, reference } : null;
  },
});
