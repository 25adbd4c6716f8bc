import { describe, expect, test } from 'vitest';
import { findStrings } from '../../../src/core/i18n/find-strings.ts';

const STRINGS = new Map([
  ['a:yes', 'Po'],
  ['a:sent', 'E morëm. Numri: {{reference}}'],
  ['a:until', 'Përgjigjen e prisni deri më {{date}}.'],
  ['a:number', 'Numri: {{reference}}'],
  ['a:either', '{{label}}: {{value}}'],
  ['a:greeting', 'Mirë se erdhe, {{name}}, në linjë'],
]);
const keys = (shown: string) => findStrings(shown, STRINGS).map(({ key }) => key);

describe('a shown text names the strings it is made of', () => {
  test.each<[string, string, string[]]>([
    ['one string', 'Po', ['a:yes']],
    ['never the middle of a word', 'Policia', []],
    ['the fuller of two that fit, once', 'E morëm. Numri: F-7K3QM2', ['a:sent']],
    ['several, in the order in which they stand', 'Numri: F-7K3QM2\nPo', ['a:number', 'a:yes']],
    ['values with what looks like a string in them', 'Mirë se erdhe, Po Po, në linjë', ['a:greeting']],
    ['a string that is nothing but values is no sign of anything', 'Emri: Besa', []],
    ['the same string twice', 'Po\nPo', ['a:yes', 'a:yes']],
    ['nothing of ours', '<b>{{name}}</b> \u202e(((((', []],
  ])('%s', (_name, shown, expected) => expect(keys(shown)).toEqual(expected));

  test('strings that read the same are all named, so that no edit lands on one that was not meant unseen', () => {
    const same = new Map([...STRINGS, ['b:yes', 'Po'], ['b:other', 'Pos']]);
    expect(findStrings('Po', same).map(({ key }) => key)).toEqual(['a:yes', 'b:yes']);
  });

  test('a long text of a resident is read to its end', () => {
    const shown = `${'a'.repeat(20_000)}\nPo`;
    expect(findStrings(shown, STRINGS)).toEqual([{ key: 'a:yes', from: 20_001, to: 20_003 }]);
  });
});
