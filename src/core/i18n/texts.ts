import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type i18n, type Resource } from 'i18next';
import { LANGUAGES } from '../domain/codes.ts';
import { formatDate, formatDateTime } from './dates.ts';
import { placeholders } from './placeholders.ts';
import { pinPlurals } from './plurals.ts';
import { fitRecordings, type Recordings } from './recordings.ts';
import { approvedStrings, loadReviewed, type Reviewed } from './review.ts';
import { isStaffKey } from './rules.ts';
import { formatNumber } from './write-figures.ts';

/** The folder of all human text, beside `src`. */
export const LOCALES_DIR = join(import.meta.dirname, '..', '..', '..', 'locales');

export const SOURCE_LANGUAGE = 'en';

/** What a refusal says that has no text of its own. */
const UNKNOWN_ERROR = 'errors:unknown';

export type TextValues = Record<string, string | number>;

export type Texts = {
  /** Languages that have a folder, the source first. */
  languages: string[];
  /** Every string of a language by `namespace:key`, or an empty map. */
  strings: (language: string) => ReadonlyMap<string, string>;
  /** With a `count` among the values, a text that has plural forms alone is one too. */
  has: (language: string, key: string, values?: TextValues) => boolean;
  /** The text, words put in as they are and numbers as the language writes them. A missing one comes from the second language, then English, and is reported. */
  say: (language: string, key: string, values?: TextValues, secondLanguage?: string | null) => string;
  /** Two people read this translation, one of them from here, and neither it nor the English has changed since. */
  isApproved: (language: string, key: string) => boolean;
  /** Of critical texts: those that may be sent. */
  recordings: () => Recordings;
  formatDate: (language: string, instant: Date | string) => string;
  formatDateTime: (language: string, instant: Date | string) => string;
  /** A language's name in that language. */
  languageName: (language: string) => string;
  /** Reads all of them again, after somebody changed one. */
  reload: () => void;
};
const NO_VALUES: TextValues = {};

type ReadTexts = Omit<Texts, 'reload' | 'formatDate' | 'formatDateTime'>;

export type LoadOptions = {
  /** Throw on a missing key or value instead of falling back: for tests and checks. */
  strict?: boolean;
  /** Told of every missing key, with no text of a person. */
  onMissing?: (language: string, key: string) => void;
};

/** Reads all texts once, at start. */
export function loadTexts(localesDir: string = LOCALES_DIR, options: LoadOptions = {}): Texts {
  let now = readTexts(localesDir, options);
  return {
    languages: now.languages,
    strings: (language) => now.strings(language),
    has: (language, key, values) => now.has(language, key, values),
    say: (language, key, values, secondLanguage) => now.say(language, key, values, secondLanguage),
    isApproved: (language, key) => now.isApproved(language, key),
    recordings: () => now.recordings(),
    formatDate,
    formatDateTime,
    languageName: (language) => now.languageName(language),
    reload: () => {
      now = readTexts(localesDir, options);
    },
  };
}

function readTexts(localesDir: string, options: LoadOptions): ReadTexts {
  const folders = readLocales(localesDir);
  const engine = startEngine(folders.resources);
  const reviewed = loadReviewed(localesDir, folders.strings);
  return textsFrom(engine, reviewed, fitRecordings(localesDir, reviewed), options);
}

function textsFrom(
  engine: i18n,
  reviewed: Reviewed,
  recordings: Recordings,
  { strict, onMissing }: LoadOptions,
): ReadTexts {
  const { strings } = reviewed;
  const of = (language: string) => strings.get(language) ?? new Map<string, string>();
  // Looked up by ourselves: asking the engine first would resolve every text twice. It knows the plural forms.
  const has = (language: string, key: string, values: TextValues = {}) =>
    of(language).has(key) || ('count' in values && engine.exists(key, { ...values, lng: language }));
  const say: Texts['say'] = (language, key, values = NO_VALUES, secondLanguage = null) => {
    const whole = 'count' in values ? undefined : of(language).get(key);
    // Nothing is to be put into most texts: the engine is not asked for them.
    if (whole && !whole.includes('{{')) return whole;
    const speaks = [language, secondLanguage, SOURCE_LANGUAGE].find(
      (candidate) => candidate && has(candidate, key, values),
    );
    if (speaks !== language) {
      if (strict) throw new Error(`No text for ${key} in ${language}`);
      onMissing?.(language, key);
    }
    if (!speaks && key.startsWith('errors:') && key !== UNKNOWN_ERROR)
      return say(language, UNKNOWN_ERROR, {}, secondLanguage);
    if (strict) demandValues(of(language).get(key) ?? '', key, values);
    return speaks
      ? filled(engine.t(key, { ...forms(values), lng: speaks, skipInterpolation: true }), values, speaks)
      : nowhere(key);
  };
  return {
    languages: [...strings.keys()],
    strings: of,
    has,
    say,
    isApproved: approvedStrings(reviewed),
    recordings: () => recordings,
    languageName: (language) =>
      of(language).get(`codes:language.${language}`) ?? say(SOURCE_LANGUAGE, `codes:language.${language}`),
  };
}

/** What nothing says, as a version that is not there yet would have: no resident reads its key. */
const nowhere = (key: string): string => (isStaffKey(key) ? key : '…');

/** By which the form of a sentence that counts is found. */
const forms = ({ count }: TextValues): { count?: number } => (count === undefined ? {} : { count: Number(count) });

/** A date as Serbian writes it: its last number ends in a stop, which gives way to the mark that follows. */
const STOPPED_DATE = /\b\d{1,2}\.\d{1,2}\.\d{4}\.$/;

/**
 * A text with its values: words as they are, numbers as the language writes them. A value that ends in a full stop, as a Serbian date does, ends
 * the sentence too.
 */
function filled(text: string, values: TextValues, language: string): string {
  return text.replace(/\{\{\s*([^{}]+?)\s*\}\}(\.(?!\.)|[,:;)])?/g, (whole, name: string, mark = '') => {
    const value = values[name];
    if (value === undefined) return whole;
    const written = typeof value === 'number' ? formatNumber(language, value) : value;
    if (mark === '.') return written.endsWith('.') ? written : written + mark;
    return (mark !== '' && STOPPED_DATE.test(written) ? written.slice(0, -1) : written) + mark;
  });
}

function demandValues(text: string, key: string, values: TextValues): void {
  const wanting = placeholders(text).filter((name) => !(name in values));
  if (wanting.length > 0) throw new Error(`${key} was said without ${wanting.join(', ')}`);
}

function startEngine(resources: Resource): i18n {
  const engine = createInstance();
  // Our own fallback is per person; and values are escaped by whoever renders, for its own markup.
  void engine.init({
    resources,
    ns: [...new Set(Object.values(resources).flatMap((namespaces) => Object.keys(namespaces)))],
    fallbackLng: false,
    load: 'currentOnly',
    initAsync: false,
    interpolation: { escapeValue: false },
    returnEmptyString: false,
    showSupportNotice: false,
  } as Parameters<i18n['init']>[0]);
  pinPlurals(engine);
  return engine;
}

/** All strings of a locales folder: `language → namespace:key → text`, in the order of the files. */
export function readLocales(localesDir: string) {
  const found = readdirSync(localesDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = found
    .map((entry) => entry.name)
    .filter((name) => name === SOURCE_LANGUAGE || LANGUAGES.some((known) => known === name));
  names.sort((a, b) => rank(a) - rank(b));
  const resources: Resource = {};
  const strings = new Map<string, Map<string, string>>();
  for (const language of names) {
    const folder = join(localesDir, language);
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort();
    const flat = new Map<string, string>();
    resources[language] = {};
    for (const file of files) {
      const namespace = file.slice(0, -'.json'.length);
      const tree = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
      resources[language][namespace] = tree;
      flatten(tree, `${namespace}:`, flat);
    }
    strings.set(language, flat);
  }
  return { resources, strings };
}

const rank = (language: string): number =>
  language === SOURCE_LANGUAGE ? -1 : (LANGUAGES as readonly string[]).indexOf(language);

function flatten(tree: Record<string, unknown>, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') into.set(prefix + key, value);
    else if (typeof value === 'object' && value !== null)
      flatten(value as Record<string, unknown>, `${prefix}${key}.`, into);
    else throw new Error(`${prefix}${key} is neither a text nor a group of texts`);
  }
}
