import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../write-whole.ts';

type Tree = { [key: string]: string | Tree };

/** A language's texts with some of them changed, added (in the place the English have them) or, by null, taken out. */
export function changeTexts(
  localesDir: string,
  language: string,
  texts: ReadonlyMap<string, string | null>,
  like: string,
): void {
  const namespaces = new Set([...texts.keys()].map((key) => key.split(':', 1)[0] ?? ''));
  for (const namespace of namespaces) {
    const changes = [...texts].filter(([key]) => key.startsWith(`${namespace}:`));
    const path = join(localesDir, language, `${namespace}.json`);
    const before = existsSync(path) ? readFileSync(path, 'utf8') : '{}\n';
    const tree = JSON.parse(before) as Tree;
    const was = JSON.stringify(tree);
    const order = JSON.parse(readFileSync(join(localesDir, like, `${namespace}.json`), 'utf8')) as Tree;
    for (const [key, text] of changes) change(tree, order, key.slice(namespace.length + 1).split('.'), text);
    if (JSON.stringify(tree) === was) continue;
    mkdirSync(join(localesDir, language), { recursive: true });
    writeWhole(path, inShapeOf(before, tree));
  }
}

/** Indented as it was, with the last line end that it had. */
function inShapeOf(before: string, tree: Tree): string {
  const indent = /^\{\r?\n([ \t]+)/.exec(before)?.[1] ?? '  ';
  return `${JSON.stringify(tree, null, indent)}${/\n$/.test(before) ? '\n' : ''}`;
}

function change(group: Tree, order: Tree, [name = '', ...deeper]: string[], text: string | null): void {
  if (deeper.length > 0) {
    const below = group[name];
    const inside = typeof below === 'object' ? below : {};
    if (inside !== below) insert(group, order, name, inside);
    const inOrder = order[name];
    change(inside, typeof inOrder === 'object' ? inOrder : {}, deeper, text);
    if (Object.keys(inside).length === 0) delete group[name];
  } else if (text === null) delete group[name];
  else if (name in group) group[name] = text;
  else insert(group, order, name, text);
}

/** After what stands before it in the English; a plural form that English lacks, after the last form there is. */
function insert(group: Tree, order: Tree, name: string, value: string | Tree): void {
  const names = Object.keys(order);
  const base = name.replace(/_(?:zero|one|two|few|many|other)$/, '');
  const before =
    name in order ? names.slice(0, names.indexOf(name)) : names.filter((one) => one.startsWith(`${base}_`));
  const entries = Object.entries(group);
  const at = entries.findLastIndex(([one]) => before.includes(one) || (!(name in order) && one.startsWith(`${base}_`)));
  entries.splice(at + 1, 0, [name, value]);
  for (const key of Object.keys(group)) delete group[key];
  Object.assign(group, Object.fromEntries(entries));
}
