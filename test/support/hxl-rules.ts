/*
 * The six rules of the reference validator's default schema for HXL (HXLStandard/libhxl-python, hxl/hxl-default-schema.json and hxl/validation.py), told
 * again for a table of texts: dates, numbers, rare spellings beside common ones (two lists of tags), one type a column, and stray spaces.
 */

export type HxlFinding = { rule: string; tag: string; value: string };
type Column = { tag: string; attributes: readonly string[]; spec: string; values: string[] };

const NUMBERS = /^#(?:population|affected|inneed|targeted|reached|value)$/;
const NUMBERS_IF_SAID = /^#(?:indicator|output)$/;
const REPETITIVE =
  /^#(?:org|sector|subsector|status|beneficiary|access|frequency|item|operations|service|channel|modality|currency|impact|group|severity)$/;
const PLACES = /^#(?:region|country|adm[1-5]|loc)$/;
/** As Python's `float` reads numbers, underscores included. */
const NUMBER =
  /^\s*[+-]?(?:(?:\d(?:_?\d)*)(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:e[+-]?\d+)?\s*$|^\s*[+-]?(?:inf(?:inity)?|nan)\s*$/i;
const DATE =
  /^[12]\d{3}(?:-\d\d?(?:-\d\d?(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?|Q[1-4]|W\d\d?)?$/i;
const SPACES = /^\s|\s$|\s\s|[\t\r\n]/;

/** What the validator would find in a file whose second row is of tags. */
export function hxlFindings([, tags = [], ...rows]: readonly (readonly string[])[]): HxlFinding[] {
  const columns = tags.map((text, index): Column => {
    const [tag = '', ...attributes] = text.split('+');
    const values = rows.map((row) => row[index] ?? '').filter((value) => value.trim() !== '');
    return { tag, attributes, spec: [tag, ...attributes.toSorted()].join('+'), values };
  });
  return [...columns.flatMap(ofCells), ...ofTypes(columns), ...ofSpellings(columns)];
}

function ofCells({ tag, attributes, values }: Column): HxlFinding[] {
  const wantsNumber = NUMBERS.test(tag) || (NUMBERS_IF_SAID.test(tag) && attributes.includes('num'));
  const wrong = (rule: string, is: (value: string) => boolean) =>
    values.filter(is).map((value) => ({ rule, tag, value }));
  return [
    ...(tag === '#date' ? wrong('date', (value) => !DATE.test(value)) : []),
    ...(wantsNumber ? wrong('number', (value) => !NUMBER.test(value)) : []),
    ...wrong('whitespace', (value) => SPACES.test(value)),
  ];
}

/** All that is not of the most common type of an indicator's column. */
function ofTypes(columns: readonly Column[]): HxlFinding[] {
  const found: HxlFinding[] = [];
  for (const values of bySpec(columns.filter(({ tag }) => tag === '#indicator')).values()) {
    const numbers = values.filter((value) => NUMBER.test(value));
    const texts = values.filter((value) => !NUMBER.test(value));
    const fewer = numbers.length >= texts.length ? texts : numbers;
    found.push(...fewer.map((value) => ({ rule: 'consistent', tag: '#indicator', value })));
  }
  return found;
}

/** A spelling of under a twentieth of the mean that is like a common one, where all are about as common. */
function ofSpellings(columns: readonly Column[]): HxlFinding[] {
  const found: HxlFinding[] = [];
  for (const list of [REPETITIVE, PLACES])
    for (const [tag, values] of bySpec(columns.filter((column) => list.test(column.tag) || named(column, list)))) {
      const counts = new Map<string, number>();
      for (const value of values) counts.set(spelt(value), (counts.get(spelt(value)) ?? 0) + 1);
      if (counts.size === 0) continue;
      const mean = values.length / counts.size;
      const spread = Math.sqrt([...counts.values()].reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.size);
      if (spread / mean > 1) continue;
      const good = [...counts].filter(([, count]) => count > mean * 0.05).map(([value]) => value);
      for (const [value, count] of counts)
        if (count <= mean * 0.05 && good.some((one) => distance(value, one) <= value.length / 3))
          found.push({ rule: 'spelling', tag, value });
    }
  return found;
}

const named = ({ tag, attributes }: Column, list: RegExp) =>
  list === REPETITIVE && tag === '#indicator' && attributes.includes('name');
const spelt = (value: string): string => value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function bySpec(columns: readonly Column[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { spec, values } of columns) found.set(spec, [...(found.get(spec) ?? []), ...values]);
  return found;
}

/** How many letters have to be put in, taken out or changed (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let at = 1; at <= from.length; at += 1) {
    const next = [at];
    for (let other = 1; other <= to.length; other += 1) {
      const changed = (row[other - 1] ?? 0) + (from[at - 1] === to[other - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[other] ?? 0) + 1, (next[other - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
