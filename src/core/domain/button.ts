import { UUID } from './uuid.ts';

/** How one argument of a button is written between its colons, and read back: undefined where it is malformed. */
export type Argument<T> = { write(value: T): string; read(written: string): T | undefined };

const text = (pattern: RegExp): Argument<string> => ({
  write: (value) => value,
  read: (written) => (pattern.test(written) ? written : undefined),
});

export const uuid = text(UUID);
/** A name or a code of somebody else's making, with no colon in it. */
export const word = text(/^[^:]+$/);
export const digits = (count: number): Argument<string> => text(new RegExp(`^\\d{${count}}$`));

/** The page of a list, from 0. */
export const page: Argument<number> = {
  write: String,
  read: (written) => (/^\d{1,3}$/.test(written) ? Number(written) : undefined),
};

export const oneOf = <const C extends string>(codes: readonly C[]): Argument<C> => ({
  write: (value) => value,
  read: (written) => codes.find((code) => code === written),
});

type Shapes = Readonly<Record<string, readonly Argument<unknown>[]>>;
type Values<S extends readonly Argument<unknown>[]> = {
  -readonly [At in keyof S]: S[At] extends Argument<infer T> ? T : never;
};
type What<S extends Shapes> = keyof S & string;

/** A button that was read: which, and with what. */
export type Pressed<S extends Shapes> = { [W in What<S>]: { what: W; args: Values<S[W]> } }[What<S>];

export type Buttons<S extends Shapes> = {
  family: string;
  /** What the button carries. */
  write<W extends What<S>>(what: W, ...args: Values<S[W]>): string;
  /** Null for what is of another family, of no shape of it, or malformed. */
  read(data: string): Pressed<S> | null;
};

/**
 * A family of buttons: `<family>:<what>[:<argument>…]`. They stand in people's chats for months: a shape that is in use is never changed,
 * and a new one gets a name of its own.
 */
export function defineButtons<const S extends Shapes>(family: string, shapes: S): Buttons<S> {
  return {
    family,
    write(what, ...args) {
      const shape: readonly Argument<unknown>[] = shapes[what] ?? [];
      return [family, what, ...shape.map((argument, at) => argument.write(args[at]))].join(':');
    },
    read(data) {
      const [of, what = '', ...written] = data.split(':');
      const shape = of === family && Object.hasOwn(shapes, what) ? shapes[what] : undefined;
      if (!shape || shape.length !== written.length) return null;
      const args = shape.map((argument, at) => argument.read(written[at] ?? ''));
      return args.includes(undefined) ? null : ({ what, args } as Pressed<S>);
    },
  };
}
