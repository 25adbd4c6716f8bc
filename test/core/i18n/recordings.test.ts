import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLocales } from '../../../src/core/i18n/check.ts';
import { wrongWithOpus } from '../../../src/core/i18n/ogg-opus.ts';
import { withRecording } from '../../../src/core/i18n/record-voice.ts';
import {
  checkRecordings,
  LONGEST_RECORDING,
  recordingFor,
  recordingId,
  stateOfRecording,
} from '../../../src/core/i18n/recordings.ts';
import { loadReviewed } from '../../../src/core/i18n/review.ts';
import { LOCALES_DIR, loadTexts, readLocales } from '../../../src/core/i18n/texts.ts';
import { sampleRecording, speakSample } from '../../support/sample-recording.ts';

let locales: string;
beforeEach(() => {
  locales = mkdtempSync(join(tmpdir(), 'community-line-voice-'));
  cpSync(LOCALES_DIR, locales, { recursive: true });
});
afterEach(() => rmSync(locales, { recursive: true, force: true }));

const reviewed = () => loadReviewed(locales, readLocales(locales).strings);
const problems = () =>
  checkRecordings(locales, reviewed()).map(
    ({ level, language, key, message }) => `${level}: ${language} ${key}: ${message}`,
  );
const fileOf = (name = 'forget.ask.ogg', language = 'sq') => join(locales, language, 'voice', name);
const recordings = () => loadTexts(locales).recordings();

describe('a recording of a critical text', () => {
  it('is found by the text and by what a button carries of it, in both scripts of Serbian', () => {
    speakSample(locales, 'sr-Latn', 'forget:ask');
    expect(problems()).toEqual([]);
    for (const language of ['sr-Latn', 'sr-Cyrl'])
      for (const named of ['forget:ask', recordingId('forget:ask')])
        expect(recordingFor(recordings(), { language }, named)).toMatchObject({
          key: 'forget:ask',
          language: 'sr-Latn',
        });
    expect(recordingFor(recordings(), { language: 'sq' }, 'forget:ask')).toBeNull();
  });

  it('is the second language’s where a test version has none of its own', () => {
    speakSample(locales, 'sq', 'forget:ask');
    expect(recordingFor(recordings(), { language: 'rom', secondLanguage: 'sq' }, 'forget:ask')?.language).toBe('sq');
    expect(recordingFor(recordings(), { language: 'rom', secondLanguage: null }, 'forget:ask')).toBeNull();
    expect(recordingFor(recordings(), { language: 'sr-Latn', secondLanguage: 'sq' }, 'forget:ask')).toBeNull();
  });

  it('is none once its text is another one, and the check names it', () => {
    speakSample(locales, 'sq', 'forget:ask');
    const file = join(locales, 'sq/forget.json');
    const own = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...own, ask: `${own.ask} X` }));
    expect(recordingFor(recordings(), { language: 'sq' }, 'forget:ask')).toBeNull();
    expect(problems()).toEqual([expect.stringContaining('sq forget:ask: the recording speaks another text')]);
  });

  it('is approved as a text is, and a new file has to be heard anew', () => {
    speakSample(locales, 'sq', 'forget:ask');
    const readers = [
      { name: 'Sample Readers', languages: ['sq' as const], local: false },
      { name: 'Sample Radio', languages: ['sq' as const], local: true },
    ];
    const before = { ...reviewed(), readers };
    expect(stateOfRecording(before, 'sq', 'forget:ask')).toBe('reviewed');
    const heard = (bytes: Uint8Array) =>
      withRecording(before, { language: 'sq', key: 'forget:ask', reader: 'sample radio', bytes });
    const [again, anew] = [heard(sampleRecording()), heard(sampleRecording(80))];
    if (!again.ok || !anew.ok) throw new Error('refused');
    expect(stateOfRecording({ ...before, review: again.review }, 'sq', 'forget:ask')).toBe('approved');
    expect(stateOfRecording({ ...before, review: anew.review }, 'sq', 'forget:ask')).toBe('reviewed');
  });
});

describe('the check names', () => {
  const put = (name: string, bytes: Uint8Array, language = 'sq') => {
    mkdirSync(join(locales, language, 'voice'), { recursive: true });
    writeFileSync(fileOf(name, language), bytes);
  };
  it.each<[string, () => void, string]>([
    [
      'one of 20 MB',
      () => {
        put('forget.ask.ogg', sampleRecording());
        truncateSync(fileOf(), 20_000_000);
      },
      'error: sq forget:ask: the recording is 20000000 bytes long',
    ],
    [
      'what is not OGG/Opus',
      () => put('forget.ask.ogg', Buffer.from('ID3 an invented MP3')),
      'error: sq forget:ask: the recording is not OGG/Opus',
    ],
    [
      'OGG that is no Opus',
      () => put('forget.ask.ogg', Buffer.from('OggS\0\u0002 invented vorbis')),
      'is not OGG/Opus',
    ],
    ['an empty file', () => put('forget.ask.ogg', Buffer.alloc(0)), 'is not OGG/Opus'],
    [
      'one of no text',
      () => put('forget.nothing_there.ogg', sampleRecording()),
      'error: sq forget:nothing_there: the recording speaks no text',
    ],
    ['another kind of file', () => put('forget.ask.mp3', sampleRecording()), 'its name must end in .ogg'],
    ['one that nobody wrote down', () => put('forget.ask.ogg', sampleRecording()), 'nobody wrote down which text'],
    ['one of Cyrillic', () => put('forget.ask.ogg', sampleRecording(), 'sr-Cyrl'), 'spoken as its Latin text is'],
    [
      'one that is another file than was heard',
      () => {
        speakSample(locales, 'sq', 'forget:ask');
        put('forget.ask.ogg', sampleRecording(80));
      },
      'nobody wrote down',
    ],
    [
      'one that is gone',
      () => {
        speakSample(locales, 'sq', 'forget:ask');
        rmSync(fileOf());
      },
      'error: sq forget:ask: its recording is written down and is not there',
    ],
    [
      'one that no reader has heard',
      () => {
        speakSample(locales, 'sq', 'forget:ask');
        writeFileSync(join(locales, 'readers.json'), '[]');
      },
      'no reader in locales/readers.json has heard',
    ],
  ])('%s, and nobody is sent it', (_name, make, part) => {
    make();
    expect(problems()).toEqual([expect.stringContaining(part)]);
    expect(recordingFor(recordings(), { language: 'sq' }, 'forget:ask')).toBeNull();
  });

  it('a folder of a language that is missing, once', () => {
    rmSync(join(locales, 'rom'), { recursive: true });
    const found = checkLocales(readLocales(locales).strings).filter(({ language }) => language === 'rom');
    expect(found).toEqual([
      { level: 'error', language: 'rom', key: 'locales/rom', message: expect.stringContaining('no such folder') },
    ]);
  });
});

it('a recording that does not fit is refused in a sentence', () => {
  speakSample(locales, 'sq', 'forget:ask');
  const take = (over: object) =>
    withRecording(reviewed(), {
      language: 'sq',
      key: 'forget:ask',
      reader: 'Sample Readers',
      bytes: sampleRecording(),
      ...over,
    });
  expect([
    take({ bytes: Buffer.alloc(LONGEST_RECORDING + 1) }),
    take({ bytes: Buffer.from('no sound') }),
    take({ key: 'common:back' }),
    take({ key: 'no:such' }),
    take({ language: 'sr-Cyrl' }),
    take({ reader: 'Somebody' }),
  ]).toMatchObject(
    ['bytes long', 'not OGG/Opus', 'not among the critical', 'no translation', 'Cyrillic', 'not among the readers'].map(
      (part) => ({ ok: false, problem: expect.stringContaining(part) }),
    ),
  );
  expect(wrongWithOpus(sampleRecording())).toBe(null);
});
