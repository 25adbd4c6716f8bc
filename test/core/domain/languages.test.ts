import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/domain/codes.ts';
import { FIRST_LANGUAGE, madeFrom, SECOND_LANGUAGES, STAND_INS, writtenAs } from '../../../src/core/domain/language.ts';
import { LANGUAGE_TABLE } from '../../../src/core/domain/languages.ts';
import { TEACHING_LANGUAGES, TEXT_LANGUAGES } from '../../../src/core/domain/offers/offer.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Where a language may be named: the table, and what is invented for the sandbox. */
const NAMED_IN = [
  /^src\/core\/domain\/languages\.ts$/,
  /^src\/sandbox\/samples\//,
  /^src\/db\/migrations\//,
  /^src\/sandbox\/page-built\//,
];

/** A code of the residents' in quotes, or as the name of a property. */
const NAMING = /(['"`])(?:sq|sr-Latn|sr-Cyrl|rom)\1|(?<![\w$.'"`-])(?:sq|rom):|\bsr-(?:Latn|Cyrl)\b/;

describe('the table of languages', () => {
  it('is the one place in code where a language is named', () => {
    const named = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .map((path) => `src/${path}`)
      .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !NAMED_IN.some((allowed) => allowed.test(path)))
      .flatMap((path) => {
        const lines = readFileSync(join(ROOT, path), 'utf8').split('\n');
        return lines.flatMap((line, index) => (NAMING.test(withoutComment(line)) ? [`${path}:${index + 1}`] : []));
      });
    expect(named).toEqual([]);
  });

  it.each([
    ["const first = 'sq';", true],
    ['if (language === "sr-Cyrl") return;', true],
    ['const words = { sq: 1 };', true],
    ['const words = { rom: 1 };', true],
    ["import { x } from './prom:metrics';", false],
    ["import latn from '../locales/sr-Latn/phone.json';", true],
  ])('finds a language named in code: %s', (line, found) => {
    expect(NAMING.test(line)).toBe(found);
  });

  it('gives the lists of everything in one order', () => {
    expect(LANGUAGES).toEqual(['sq', 'sr-Latn', 'sr-Cyrl', 'rom']);
    expect(TEXT_LANGUAGES).toEqual(['sq', 'sr-Latn', 'sr-Cyrl', 'rom', 'en']);
    expect(TEACHING_LANGUAGES).toEqual(['sq', 'sr', 'rom', 'en']);
    expect(SECOND_LANGUAGES).toEqual(['sq', 'sr-Latn', 'sr-Cyrl']);
    expect(STAND_INS).toEqual(['sq', 'sr-Latn', 'en', 'rom', 'sr-Cyrl']);
    expect(FIRST_LANGUAGE).toBe('sq');
    expect(TEACHING_LANGUAGES.map(writtenAs)).toEqual(['sq', 'sr-Latn', 'rom', 'en']);
  });

  it('makes a text in another script from a language that is written for itself', () => {
    for (const language of TEXT_LANGUAGES) {
      const from = madeFrom(language);
      if (!from) continue;
      expect(madeFrom(from.language)).toBeNull();
      expect(from.back(from.make('Dobar dan, Ljubica.'))).toBe('Dobar dan, Ljubica.');
    }
  });

  it('has the texts of each in a folder, and its own name in them', () => {
    for (const language of Object.keys(LANGUAGE_TABLE)) {
      const codes = JSON.parse(readFileSync(join(ROOT, 'locales', language, 'codes.json'), 'utf8'));
      expect(codes.language[language]).toMatch(/\p{L}/u);
    }
  });
});

const withoutComment = (line: string): string => line.replace(/^\s*(?:\/?\*|\/\/).*$/, '').replace(/\s\/\/ .*$/, '');
