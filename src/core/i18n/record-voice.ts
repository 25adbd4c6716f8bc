import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { LANGUAGES } from '../domain/codes.ts';
import { madeFrom } from '../domain/language.ts';
import { matters } from './dialogues.ts';
import { wrongWithOpus } from './ogg-opus.ts';
import { findReader, readsLanguage } from './readers.ts';
import { fileHash, LONGEST_RECORDING, recordingFile } from './recordings.ts';
import { hashesOf, type Review, type Reviewed } from './review.ts';

export type NewRecording = { language: string; key: string; reader: string; bytes: Uint8Array };
type Kept = { ok: true; review: Review } | { ok: false; problem: string };

/** What a recording came to in the review: of which text it is, and who has heard it. The problem is a sentence; then nothing changes. */
export function withRecording(reviewed: Reviewed, { language, key, reader, bytes }: NewRecording): Kept {
  const known = LANGUAGES.find((one) => one === language);
  const here = known && hashesOf(reviewed, known, key);
  if (!known || !here) return { ok: false, problem: `There is no translation “${key}” in ${language}.` };
  if (madeFrom(known)) return { ok: false, problem: 'The Cyrillic text is spoken as the Latin one is: record that.' };
  if (!matters(key))
    return { ok: false, problem: `“${key}” is not among the critical texts, which are the ones that are spoken.` };
  if (bytes.length > LONGEST_RECORDING)
    return { ok: false, problem: `The recording is ${bytes.length} bytes long; at most ${LONGEST_RECORDING}.` };
  const wrong = wrongWithOpus(bytes);
  if (wrong !== null) return { ok: false, problem: `The recording ${wrong}.` };
  const found = findReader(reviewed.readers, reader);
  if (!found || !readsLanguage(found, known))
    return { ok: false, problem: `“${reader}” is not among the readers of ${known} in locales/readers.json.` };
  const review = structuredClone(reviewed.review);
  review[known] ??= { default: { state: 'machine' }, strings: {} };
  const entry = review[known].strings[key] ?? {};
  const before: NonNullable<typeof entry.voice> | undefined = entry.voice;
  const hash = fileHash(bytes);
  const same = before !== undefined && before.fileHash === hash && before.textHash === here.textHash;
  const heard = same ? before.heard.filter((name) => findReader([found], name) === undefined) : [];
  review[known].strings[key] = {
    ...entry,
    voice: { textHash: here.textHash, fileHash: hash, heard: [...heard, found.name] },
  };
  return { ok: true, review };
}

/** Where it lies from now on. */
export function keepRecording(localesDir: string, language: string, key: string, from: string): string {
  const path = recordingFile(localesDir, language, key);
  mkdirSync(dirname(path), { recursive: true });
  if (path !== from) copyFileSync(from, path);
  return path;
}
