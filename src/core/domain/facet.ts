/** What activities put into the view of an item, each under a name of its own. */
export type Facets = ReadonlyMap<string, unknown>;

/** The key of one: whoever has it reads what was put there as what it is. Null: the item has nothing of the kind. */
export type Facet<T> = {
  name: string;
  of(view: { facets: Facets }): T | null;
  /** As its activity has it read. */
  readBy<Given extends unknown[]>(read: (...given: Given) => Promise<T | null>): FacetOf<Given>;
};

export type FacetOf<Given extends unknown[]> = { name: string; read(...given: Given): Promise<unknown> };

export const facet = <T>(name: string): Facet<T> => ({
  name,
  of: ({ facets }) => (facets.get(name) as T | undefined) ?? null,
  readBy: (read) => ({ name, read }),
});
