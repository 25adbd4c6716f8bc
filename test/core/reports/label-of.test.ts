import { describe, expect, it } from 'vitest';
import type { FileLanguage } from '../../../src/core/domain/languages.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { labeller, labelOf } from '../../../src/core/reports/label-of.ts';
import { code } from '../../../src/core/reports/table.ts';

const texts = loadTexts(undefined, { strict: true });

describe('what a code is called in a file', () => {
  it.each<[key: string, language: FileLanguage, label: string]>([
    // What a resident taps says "I": what leads read does not.
    ['codes:feedback_type.question', 'en', 'Question'],
    ['codes:feedback_type.question', 'sq', 'Pyetje'],
    ['codes:feedback_type.question', 'sr-Cyrl', 'Питање'],
    ['codes:gender.undisclosed', 'sr-Latn', 'Ne želi da kaže'],
    ['codes:satisfaction.yes', 'en', 'Yes'],
    // Where both read the same there is one label.
    ['codes:sector.health', 'sq', 'Shëndeti'],
    ['codes:municipality.mitrovica_north', 'sr-Latn', 'Severna Mitrovica'],
    // Words of staff are English alone; a file in another language has its own.
    ['staff-offers:place.waiting', 'sq', 'Në listën e pritjes'],
    ['staff-grants:stage.idea', 'sr-Cyrl', 'Идеја'],
    // A code that is in no list any more is shown as it is.
    ['codes:sector.of_earlier', 'sq', 'of_earlier'],
  ])('%s in %s is %s', (key, language, label) => {
    expect(labelOf(texts, language, key)).toBe(label);
  });

  it('is by the row where rows differ, and the code itself where it has no labels', () => {
    const stage = code('stage', '#status+stage', ([kind]) => (kind === 'enquiry' ? 'staff-grants:state.' : null));
    const label = labeller(texts, 'en', stage);
    expect([label('papers', ['enquiry']), label('papers', ['feedback'])]).toEqual(['Papers asked for', 'papers']);
  });
});
