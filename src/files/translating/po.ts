import { type GetTextTranslation, type GetTextTranslations, po } from 'gettext-parser';
import { LANGUAGES, type Language } from '../../core/domain/codes.ts';
import { rowOf } from '../../core/domain/language.ts';
import { pluralBase, pluralCategories } from '../../core/i18n/plurals.ts';
import type { CameBack, CameBackRow } from '../../core/i18n/translating/came-back.ts';
import { gettextName, languageNamed } from '../../core/i18n/translating/language-named.ts';
import { plainly, type TextRow } from '../../core/i18n/translating/text-rows.ts';
import { faultOfPo } from './whole-po.ts';

const TWO_FORMS = 'nplurals=2; plural=(n != 1);';
const VERSION = 'Version:';

/** gettext's form: the key is the context, `fuzzy` what nobody has read, and forms that count are one entry. */
export function writePo(language: Language, rows: readonly TextRow[]): Buffer {
  const entries: GetTextTranslations['translations'] = {};
  for (const forms of entriesOf(rows)) {
    const [first] = forms;
    if (!first) continue;
    const base = forms.length > 1 ? baseOf(first, rows) : first.key;
    entries[base] = { [first.english]: entryOf(base, forms) };
  }
  return po.compile(
    {
      charset: 'utf-8',
      headers: {
        'Project-Id-Version': 'Community Line',
        Language: gettextName(language),
        'MIME-Version': '1.0',
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Transfer-Encoding': '8bit',
        'Plural-Forms': rowOf(language)?.pluralForms ?? TWO_FORMS,
      },
      translations: entries,
    },
    { foldLength: 0 },
  );
}

const keysOf = (rows: readonly TextRow[]): Set<string> => new Set(rows.map(({ key }) => key));

/** The rows in their order, those together that are forms of one text. */
function entriesOf(rows: readonly TextRow[]): TextRow[][] {
  const keys = keysOf(rows);
  const found = new Map<string, TextRow[]>();
  for (const row of rows) {
    const base = pluralBase(row.key, keys) ?? row.key;
    found.set(base, [...(found.get(base) ?? []), row]);
  }
  return [...found.values()];
}

const baseOf = ({ key }: TextRow, rows: readonly TextRow[]): string => pluralBase(key, keysOf(rows)) ?? key;

function entryOf(base: string, forms: readonly TextRow[]): GetTextTranslation {
  const [first] = forms;
  const last = forms.at(-1);
  const read = forms.every(({ state, translation }) => state !== 'machine' && translation !== '');
  const filled = forms.some(({ translation }) => translation !== '');
  const by = first?.reviewer && read ? `${first.state}, ${first.reviewer}` : first?.state;
  const told = [
    `Screen: ${first?.screen ?? ''}`,
    ...(first?.picture ? [`Picture: ${first.picture}`] : []),
    `At most ${Math.min(...forms.map(({ limit }) => limit))} characters.`,
    ...(last?.placeholders.split('\n').filter((line) => line !== '') ?? []),
    `State: ${by ?? ''}`,
    `${VERSION} ${forms.map(({ version }) => version).join(' ')}`,
  ];
  return {
    msgctxt: base,
    msgid: first?.english ?? '',
    ...(forms.length > 1 && { msgid_plural: last?.english ?? '' }),
    msgstr: forms.map(({ translation }) => translation),
    comments: {
      extracted: told.join('\n'),
      ...(first?.note && { translator: first.note }),
      ...(filled && !read && { flag: 'fuzzy' }),
    },
  };
}

/** `text` as decoded already. Null where it is no such file; what is wrong in it is named by its line. */
export function readPo(text: string): CameBack {
  const said = text.replace(/^\ufeff/, '');
  const wrong = (problem: string): CameBack => ({ language: null, rows: [], problems: [problem] });
  const fault = faultOfPo(said);
  if (fault !== null) return wrong(fault);
  let table: GetTextTranslations;
  try {
    table = po.parse(said, { validation: false });
  } catch {
    return wrong('it is no PO file that can be read');
  }
  const { headers } = table;
  const named = headers.Language || null;
  const language = named === null ? null : languageNamed(named);
  const lines = linesOf(text);
  const entries = Object.values(table.translations).flatMap((byId) => Object.values(byId));
  const rows = entries
    .filter((entry) => entry.msgid !== '' || keyOf(entry) !== '')
    .flatMap((entry) => rowsOf(entry, language ?? LANGUAGES[0], lines));
  return { language: named, rows: [...rows, ...twiceIn(rows, lines)], problems: [] };
}

/** Programs that make PO of another format have the key where it came from, and as the context none, or the key several times. */
function keyOf({ msgctxt = '', comments }: GetTextTranslation): string {
  const from = comments?.reference?.trim() ?? '';
  return /^[a-z-]+:[\w.-]+$/.test(from) && /[a-z]/.test(from.split(':')[1] ?? '') && msgctxt.replaceAll(from, '') === ''
    ? from
    : msgctxt;
}

function rowsOf(entry: GetTextTranslation, language: Language, lines: Lines): CameBackRow[] {
  const base = keyOf(entry);
  const flags = (entry.comments?.flag ?? '').split(/[,\s]+/);
  const versions = new RegExp(`^${VERSION} (.*)$`, 'm').exec(entry.comments?.extracted ?? '')?.[1]?.split(' ') ?? [];
  const line = (lines.get(base) ?? lines.get(referred(base)))?.[0];
  const row = (key: string, english: string, index: number): CameBackRow => ({
    at: line ? `line ${line}` : 'the entry',
    key,
    english: plainly(english),
    translation: plainly(entry.msgstr[index] ?? ''),
    state: flags.includes('fuzzy') || (entry.msgstr[index] ?? '') === '' ? 'machine' : 'read',
    reviewer: null,
    note: entry.comments?.translator ?? '',
    version: versions[index] ?? null,
    ...(base === '' && {
      fault: `this entry has no context (msgctxt), so nobody knows which text it is: “${entry.msgid}”`,
    }),
  });
  if (entry.msgid_plural === undefined) return [row(base, entry.msgid, 0)];
  const categories = pluralCategories(language);
  if (entry.msgstr.length !== categories.length)
    return [
      {
        ...row(`${base}_other`, entry.msgid_plural, 0),
        fault: `it has ${entry.msgstr.length} plural forms; ${language} has ${categories.length} (${categories.join(', ')})`,
      },
    ];
  return categories.map((category, index) =>
    row(`${base}_${category}`, category === 'one' ? entry.msgid : (entry.msgid_plural ?? ''), index),
  );
}

/** In which lines each context stands, however it is folded, and where an entry says it came from. */
type Lines = ReadonlyMap<string, number[]>;

const referred = (key: string): string => `#: ${key}`;

function linesOf(text: string): Lines {
  const found = new Map<string, number[]>();
  const lines = text.split(/\r\n?|\n/);
  for (const [index, line] of lines.entries()) {
    const from = /^#: (\S+)\s*$/.exec(line)?.[1];
    if (from) found.set(referred(from), [...(found.get(referred(from)) ?? []), index + 1]);
    const said = /^msgctxt\s+"(.*)"\s*$/.exec(line);
    if (!said) continue;
    let context = said[1] ?? '';
    for (let next = index + 1; ; next += 1) {
      const more = /^"(.*)"\s*$/.exec(lines[next] ?? '');
      if (!more) break;
      context += more[1] ?? '';
    }
    found.set(context, [...(found.get(context) ?? []), index + 1]);
  }
  return found;
}

/** The library keeps the last of two entries that are the same. */
function twiceIn(rows: readonly CameBackRow[], lines: Lines): CameBackRow[] {
  return [...lines].flatMap(([context, at]) => {
    const known = rows.filter(({ key }) => key === context || key.replace(/_[a-z]+$/, '') === context);
    const [row] = known;
    return at.length > 1 && row && known.filter(({ key }) => key === row.key).length < at.length
      ? [{ ...row, at: `line ${at[1]}` }]
      : [];
  });
}
