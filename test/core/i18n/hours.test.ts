import { expect, it } from 'vitest';
import { sayLine } from '../../../src/core/i18n/say-line.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';

const texts = loadTexts();

it.each([
  ['sq', { 1: 'brenda 1 ore.', 2: 'brenda 2 orësh.', 24: 'brenda 24 orësh.' }],
  ['sr-Latn', { 1: '1 sata.', 2: '2 sata.', 5: '5 sati.', 21: '21 sata.', 24: '24 sata.' }],
  ['sr-Cyrl', { 1: '1 сата.', 2: '2 сата.', 5: '5 сати.', 21: '21 сата.', 24: '24 сата.' }],
  ['rom', { 1: '1 sati.', 2: '2 satja.', 24: '24 satja.' }],
  ['en', { 1: 'within 1 hour.', 2: 'within 2 hours.' }],
] as const)(
  'how many hours it takes until somebody reads it is said in %s as the number asks for it',
  (language, forms) => {
    for (const [hours, ending] of Object.entries(forms)) {
      const said = sayLine(texts, { key: 'danger:read_hours', values: { count: Number(hours) } }, { language });
      expect(said).toMatch(new RegExp(`${ending}$`));
    }
  },
);
