import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Block, Json, Person } from '../wire/contract.ts';

/** What an element holds, as it stands in the state of a view (docs.slack.dev, view state). */
export type Held = Json;
/** By block and action. */
export type Values = Record<string, Record<string, Held>>;
/** What a press carries: nothing for a button, the chosen value or values for the others. */
export type PressValue = string | string[] | undefined;
export type Press = (element: Json, value: PressValue, block: Block) => Promise<void>;
export type NamedChannel = { id: string; name: string };

/** What blocks stand on: a message, Home or a modal. */
export type Surface = {
  people: readonly Person[];
  channels: readonly NamedChannel[];
  /** Who looks at it. */
  acting: string;
  press: Press;
  /** What the fields of a modal hold; in messages and in Home each field keeps its own. */
  values: Values;
  change: (block: Block, element: Json, held: Held) => void;
  /** By block. */
  errors: Record<string, string>;
};

export const SurfaceContext = createContext<Surface>({
  people: [],
  channels: [],
  acting: '',
  press: () => Promise.resolve(),
  values: {},
  change: () => {},
  errors: {},
});
export const useSurface = (): Surface => useContext(SurfaceContext);

/** What says to a screen reader which field this is, and what is wrong with it. */
type FieldNames = {
  id: string;
  'aria-label'?: string | undefined;
  'aria-labelledby'?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
};
export type FieldProps = {
  element: Json;
  held: Held;
  onHeld: (held: Held) => void;
  /** Where it is said of an element when its value is meant: Enter or leaving for what is typed. */
  onDone?: ((held: Held) => void) | undefined;
  names: FieldNames;
};
