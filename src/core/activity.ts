import type { Tx } from '../db/client.ts';
import type { ItemRow } from '../db/queries/items/items.ts';
import type { ItemKind } from './domain/codes.ts';
import type { FacetOf } from './domain/facet.ts';
import type { FactTable } from './domain/facts/fact.ts';
import type { Answers, Form, FormContext } from './domain/form.ts';
import type { Reader } from './domain/offers/offer.ts';
import type { Payload, SlicedTopic } from './domain/owed.ts';
import type { OwnPart } from './domain/own-data.ts';
import type { Say } from './domain/say.ts';
import type { StaffMember } from './domain/staff/permissions.ts';
import type { Slice } from './domain/work/slice.ts';
import type { Line } from './line.ts';
import type { OfferKeeper } from './offers/resident/offer-keeper.ts';
import type { Report } from './reports/report.ts';
import type { About } from './turn/standing.ts';
import type { Answer, KnownVisit, Visit } from './turn/visit.ts';

/** What residents can do with the line: one value, which every host folds over (docs/architecture.md). */
export type Activity = {
  /** The word for it in the house. */
  name: string;
  /** The kinds of item that it makes; the letter of each kind's references stands in core/domain/reference.ts. */
  kinds: readonly ItemKind[];
  /** Its forms, by the names that stored standings and buttons know. */
  forms: Readonly<Record<string, ActivityForm>>;
  /** What a press of its buttons does, by their family: the letter before the first colon. */
  buttons?: Readonly<Record<string, Press>>;
  /**
   * Which of them are answers: who has no channel says one by word of mouth, and staff write it down. By the same letter, what each button is for.
   */
  answers?: Readonly<Record<string, readonly string[]>>;
  /** Its command, which is its button in the menu too. */
  menu?: MenuEntry;
  /** The kinds of offer that are its own, and what it says of them. */
  offers?: OfferKeeper;
  /** What `/my` says of its items; without, as of any other. */
  my?: OwnItems;
  /** What the view of one of its items has beside every item's: for staff, without a name. */
  view?: FacetOf<[tx: Tx, item: ItemRow, eyes: Eyes]>;
  /** What is held of one of its items beside its messages, for the resident's own file. */
  download?: (asked: OwnDataAsked, item: ItemRow) => Promise<OwnPart[]>;
  /** What is left when a resident is forgotten, before their items are held. */
  forget?: (tx: Tx, line: Line, residentId: string) => Promise<void>;
  /** What goes with the words of one of its items. */
  destroy?: (tx: Tx, item: ItemRow, now: Date) => Promise<void>;
  /** What it lets go of beside items, as long after as was promised. Hourly; in batches, each a transaction of its own. */
  retention?: (line: Line) => Promise<void>;
  /** Its part in work that goes to very many, by topic. `again`: whether there is time for one more batch. */
  owed?: {
    readonly [T in SlicedTopic]?: (line: Line, payload: Payload<T>, again: () => boolean) => Promise<Slice>;
  };
  /** What comes round for it, once a period across all processes. */
  recurring?: readonly { name: string; everySeconds: number; run: (line: Line) => Promise<unknown> }[];
  /** What leads can take out of it. */
  reports?: readonly Report[];
  /** What it writes down of what happened, and where the texts stand that staff read for it: a fact's is `<texts><kind>`. */
  facts?: { table: FactTable; texts: string };
};

/** Who asks for everything that is held of them, and who reads it. */
export type OwnDataAsked = { tx: Tx; key: Buffer; reader: Reader };

/** `key` opens the item's words, and is null once they are destroyed. `reader`: null for what everybody may see. */
export type Eyes = { key: Buffer | null; reader: StaffMember | null };

export type OwnItems = {
  /** The text that says how each of these items stands, by its id; one that is left out is told like any other. */
  states(tx: Tx, itemIds: readonly string[], now: Date): Promise<ReadonlyMap<string, string>>;
  /** One of them, opened, with what gives it up; null, or left out: it is shown and withdrawn like any other. */
  show?(visit: KnownVisit, item: ItemRow): Promise<Say[] | null>;
};

export type ActivityForm = {
  /** The same for everybody, or built from what the form is about; nothing where that is gone. */
  form: Form | ((context: FormContext) => Form | undefined);
  /** What it comes to once it was gone through. It is closed already; this is in the turn's transaction. */
  complete: Completion;
  /** Whether something serious is told in it: then there is a quick exit, and our side of it goes once it is left. */
  serious?: (answers: Answers) => boolean;
  /** Words outside of any form are offered in this one. Of all activities one form does so. */
  takesWords?: true;
};

/** `key` is the submission key: the same form sent twice is one. */
export type Completion = (
  visit: KnownVisit,
  answers: Answers,
  about: About | undefined,
  key: string,
) => Promise<Answer> | Answer;

/** `data`: the whole of what the button carries, as it may have been forged. */
export type Press = (visit: KnownVisit, data: string) => Promise<Answer>;

export type MenuEntry = {
  /** `/<command>`, `m:<command>`; its texts are `menu:<command>` and `commands:<command>`. */
  command: string;
  /** Above what they sent, a row of its own; or below it, two beside each other. */
  row: 'above_mine' | 'below_mine';
  /** May be read by somebody who did not agree. */
  anybody?: true;
  /** One of its forms by name, or what is looked up and said. */
  opens: string | ((visit: Visit) => Promise<Answer>);
};
