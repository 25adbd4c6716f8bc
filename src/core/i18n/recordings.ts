import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../domain/codes.ts';
import { isTestVersion, madeFrom } from '../domain/language.ts';
import type { Problem } from './check.ts';
import { wrongWithOpus } from './ogg-opus.ts';
import { findReader, readsLanguage } from './readers.ts';
import { hashesOf, READERS_NEEDED, type Reviewed, type ReviewState } from './review.ts';

/** A text spoken by a person: an OGG/Opus file in `locales/<language>/voice/`, of the text as it stands. */
export type Recording = { language: string; key: string; id: string; hash: string; path: string };
/** By language and key. */
export type Recordings = ReadonlyMap<string, ReadonlyMap<string, Recording>>;

/** Enough for four minutes of speech; a cheap phone pays for each of them. */
export const LONGEST_RECORDING = 1_000_000;
const FOLDER = 'voice';
const ENDING = '.ogg';

/** `forget.ask_again.ogg` speaks `forget:ask_again`: a colon is no letter of a file's name everywhere. */
export const recordingFile = (localesDir: string, language: string, key: string): string =>
  join(localesDir, language, FOLDER, `${key.replace(':', '.')}${ENDING}`);

const keyOf = (name: string): string => {
  const bare = name.slice(0, -ENDING.length);
  return bare.includes(':') ? bare : bare.replace('.', ':');
};

/** What a button carries of a text: short, and the same for months. */
export const recordingId = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 6);

export const fileHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 12);

/** The recordings that may be sent: heard by a reader of the list, and of the text as it stands. */
export function fitRecordings(localesDir: string, reviewed: Reviewed): Recordings {
  const fit = new Map<string, Map<string, Recording>>();
  for (const one of readRecordings(localesDir, reviewed))
    if (one.problems.length === 0) {
      const { language, key, path, hash } = one;
      const own = fit.get(language) ?? new Map<string, Recording>();
      fit.set(language, own.set(key, { language, key, id: recordingId(key), hash, path }));
    }
  return fit;
}

type Read = {
  language: string;
  key: string;
  path: string;
  hash: string;
  problems: Omit<Problem, 'language' | 'key'>[];
};

const error = (message: string) => ({ level: 'error' as const, message });
const warning = (message: string) => ({ level: 'warning' as const, message });

function readRecordings(localesDir: string, reviewed: Reviewed): Read[] {
  return LANGUAGES.flatMap((language) => {
    const folder = join(localesDir, language, FOLDER);
    const names = existsSync(folder) ? readdirSync(folder).sort() : [];
    return names.map((name) => readRecording(reviewed, language, folder, name));
  });
}

function readRecording(reviewed: Reviewed, language: string, folder: string, name: string): Read {
  const path = join(folder, name);
  const none = (key: string, message: string): Read => ({ language, key, path, hash: '', problems: [error(message)] });
  if (!name.endsWith(ENDING)) return none(name, `is no recording: its name must end in ${ENDING}`);
  const key = keyOf(name);
  if (madeFrom(language)) return none(key, 'is spoken as its Latin text is: put the recording there');
  const here = hashesOf(reviewed, language, key);
  if (!here) return none(key, 'the recording speaks no text of this language');
  // Of a file that is far too long nothing is read.
  const { size } = statSync(path);
  if (size > LONGEST_RECORDING) return none(key, `the recording is ${size} bytes long; at most ${LONGEST_RECORDING}`);
  const bytes = readFileSync(path);
  const wrong = wrongWithOpus(bytes);
  if (wrong !== null) return none(key, `the recording ${wrong}`);
  const hash = fileHash(bytes);
  const noted = reviewed.review[language]?.strings[key]?.voice;
  const problems = [
    ...(noted?.fileHash === hash ? [] : [error('nobody wrote down which text this recording speaks')]),
    ...(noted && noted.textHash !== here.textHash
      ? [warning('the recording speaks another text than it is now; nobody is sent it')]
      : []),
    ...(noted && hearersOf(reviewed, language, key).length === 0
      ? [warning('no reader in locales/readers.json has heard the recording; nobody is sent it')]
      : []),
  ];
  return { language, key, path, hash, problems };
}

/** Readers of the list who have heard it. */
function hearersOf({ review, readers }: Reviewed, language: string, key: string) {
  const found = (review[language]?.strings[key]?.voice?.heard ?? []).flatMap((name) => findReader(readers, name) ?? []);
  return [...new Set(found)].filter((reader) => readsLanguage(reader, language));
}

/** As with a text: two readers, one of them from here. */
export function stateOfRecording(reviewed: Reviewed, language: string, key: string): ReviewState {
  const hearers = hearersOf(reviewed, language, key);
  if (hearers.length >= READERS_NEEDED && hearers.some(({ local }) => local)) return 'approved';
  return hearers.length > 0 ? 'reviewed' : 'machine';
}

/** What is wrong with the recordings, each named; also those that are written down and not there. */
export function checkRecordings(localesDir: string, reviewed: Reviewed): Problem[] {
  const read = readRecordings(localesDir, reviewed);
  const there = new Set(read.map(({ language, key }) => `${language} ${key}`));
  const found = read.flatMap(({ language, key, problems }) => problems.map((one) => ({ ...one, language, key })));
  const gone = Object.entries(reviewed.review).flatMap(([language, { strings }]) =>
    Object.entries(strings)
      .filter(([key, { voice }]) => voice !== undefined && !there.has(`${language} ${key}`))
      .map(([key]) => ({ ...error('its recording is written down and is not there'), language, key })),
  );
  return [...found, ...gone];
}

/** For `locales check`: how many recordings there are, and how many are approved. */
export function sayRecordings(localesDir: string, reviewed: Reviewed): string[] {
  const fit = fitRecordings(localesDir, reviewed);
  return [...fit].map(([language, own]) => {
    const approved = [...own.keys()].filter((key) => stateOfRecording(reviewed, language, key) === 'approved').length;
    return `Recordings of ${language}: ${own.size}, approved: ${approved}.`;
  });
}

/** The recording for who reads this language: in a test version that has none, the second language's. */
export function recordingFor(
  recordings: Recordings,
  { language, secondLanguage }: { language: string; secondLanguage?: string | null },
  keyOrId: string,
): Recording | null {
  const speaks = [language, ...(isTestVersion(language) && secondLanguage ? [secondLanguage] : [])];
  for (const each of speaks) {
    const own = recordings.get(madeFrom(each)?.language ?? each);
    const found = own?.get(keyOrId) ?? [...(own?.values() ?? [])].find(({ id }) => id === keyOrId);
    if (found) return found;
  }
  return null;
}
