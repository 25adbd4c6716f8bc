/** A file of the source: its path and what is in it. */
export type SourceFile = { path: string; text: string };

/** What these say of many keys is a rule, and no use of one. */
const RULES = /core\/i18n\//;

/**
 * Where code says a text, or may: by its key, by a key that is put together (`errors:${code}`) where its own part is a word of the code, or with its whole
 * group. Rather one too many: what is named here is not deleted.
 */
export function findUses(files: readonly SourceFile[], key: string): string[] {
  const code = files.filter(({ path }) => !RULES.test(path));
  const own = key.split(/[:.]/).at(-1) ?? key;
  const isWord = code.some(({ text }) =>
    new RegExp(`(?<![\\w.])${escaped(own)}(?!\\w)|['"\`.]${escaped(own)}['"\`\\s,;:)]`).test(text),
  );
  const patterns = [wholly(key), ...prefixesOf(key).map(withGroup), ...(isWord ? composed(key) : [])];
  return files.flatMap(({ path, text }) => {
    const here = RULES.test(path) ? [wholly(key)] : patterns;
    return text
      .split('\n')
      .flatMap((line, index) => (here.some((pattern) => pattern.test(line)) ? [`${path}:${index + 1}`] : []));
  });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The key itself, in whatever quotes. */
const wholly = (key: string): RegExp => new RegExp(`(?<![\\w-])${escaped(key)}(?![\\w.])`);

/** `a:`, `a:b.`, `a:b.c_` of `a:b.c_d`. */
const prefixesOf = (key: string): string[] => [...key.matchAll(/[:._]/g)].map(({ index }) => key.slice(0, index + 1));

/** All keys that begin so: what code reads from the catalogue itself. */
const withGroup = (prefix: string): RegExp => new RegExp(`(?:['"\`]|\\^)${escaped(prefix)}(?:['"\`/]|\\(|\\\\)`);

/** A prefix with something put after it, or what follows the name of a file that is put before it. */
function composed(key: string): RegExp[] {
  const after = prefixesOf(key).map((prefix) => new RegExp(`(?<![\\w-])${escaped(prefix)}\\$\\{`));
  const rest = key.slice(key.indexOf(':') + 1);
  const before = prefixesOf(rest).map((prefix) => new RegExp(`\\}:${escaped(prefix)}\\$\\{`));
  return [...after, new RegExp(`\\}:${escaped(rest)}(?![\\w.])`), ...before];
}
