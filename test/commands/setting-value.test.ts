import { expect, test } from 'vitest';
import { settingValue } from '../../src/commands/settings.ts';

test.each<[string, unknown]>([
  ['72', 72],
  ['72,5', 72.5],
  ['72.5', 72.5],
  ['48 h', 48],
  ['1 000', 1000],
  ['0,8', 0.8],
  ['true', true],
  ['{"urgent":48}', { urgent: 48 }],
  ['[{"label":"all","number":"112"}]', [{ label: 'all', number: '112' }]],
])('the value %s of a setting is read', (text, value) => expect(settingValue(text)).toEqual(value));

test.each([
  ['2.500', /two ways/],
  ['soon', /not JSON/],
  ['10-20', /not JSON/],
])('the value %s is refused', (text, sentence) => expect(() => settingValue(text)).toThrow(sentence));
