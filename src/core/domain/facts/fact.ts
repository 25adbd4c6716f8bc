import { type ActorKind, isCode } from '../codes.ts';

/** Reads one value that a fact holds. */
type Reads<Value> = (given: unknown) => given is Value;
type ReadBy<Reader> = Reader extends Reads<infer Value> ? Value : never;

/** What each kind of fact holds beside its item, who and when: codes and ids, never words. A part of the line names its own. */
export type FactTable = Readonly<Record<string, Readonly<Record<string, Reads<unknown>>>>>;

type DataOf<Shape> = {
  [Name in keyof Shape as undefined extends ReadBy<Shape[Name]> ? never : Name]: ReadBy<Shape[Name]>;
} & { [Name in keyof Shape as undefined extends ReadBy<Shape[Name]> ? Name : never]?: ReadBy<Shape[Name]> };

/** One fact of a table. What holds nothing has no data. */
export type Fact<Table> = {
  [Kind in keyof Table & string]: keyof Table[Kind] extends never
    ? { kind: Kind; data?: undefined }
    : { kind: Kind; data: DataOf<Table[Kind]> };
}[keyof Table & string];

/** A fact as it is written down, past tense, with who did it. */
export type NewFact<Table> = Fact<Table> & {
  itemId?: string | null;
  actor: ActorKind;
  staffId?: string | null;
  at: Date;
};

/** So that a table is checked where it is written. */
export const facts = <const Table extends FactTable>(table: Table): Table => table;

/** An id, or a code that no list has. */
export const text = (given: unknown): given is string => typeof given === 'string';
export const texts = (given: unknown): given is string[] => Array.isArray(given) && given.every(text);
export const count = (given: unknown): given is number => typeof given === 'number';
export const flag = (given: unknown): given is boolean => typeof given === 'boolean';
export const codeOf =
  <const List extends readonly string[]>(list: List) =>
  (given: unknown): given is List[number] =>
    isCode(list, given);
export const maybe =
  <Value>(reader: Reads<Value>) =>
  (given: unknown): given is Value | undefined =>
    given === undefined || reader(given);
export const orNull =
  <Value>(reader: Reads<Value>) =>
  (given: unknown): given is Value | null =>
    given === null || reader(given);

/** Whether a row is a fact of this table, whole. One of another version may be none. */
export function isFact<Table extends FactTable>(
  table: Table,
  row: { kind: string; data?: unknown },
): row is Fact<Table> {
  const shape = Object.hasOwn(table, row.kind) ? table[row.kind] : undefined;
  const data = new Map(Object.entries(row.data ?? {}));
  return shape !== undefined && Object.entries(shape).every(([name, reads]) => reads(data.get(name)));
}
