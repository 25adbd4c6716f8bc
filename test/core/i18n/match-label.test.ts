import { describe, expect, it } from 'vitest';
import { COMMUNITIES, MUNICIPALITIES } from '../../../src/core/domain/codes.ts';
import { labelMatcher } from '../../../src/core/i18n/match-label.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';

const match = labelMatcher(loadTexts());
const places = MUNICIPALITIES.map((code) => ({ code, label: { key: `codes:municipality.${code}` } }));

describe('a typed answer', () => {
  it.each([
    ['Zvečan', ['zvecan']],
    ['zvecan', ['zvecan']],
    ['ЗВЕЧАН', ['zvecan']],
    ['Mitrovica North!', ['mitrovica_north']],
    ['Severna Kosovska Mitrovica', ['mitrovica_north']],
    ['Северна Косовска Митровица', ['mitrovica_north']],
    ['Kosovska Mitrovica', ['mitrovica_north', 'mitrovica_south']],
    ['Косовска Митровица', ['mitrovica_north', 'mitrovica_south']],
    ['Mitrovica', ['mitrovica_north', 'mitrovica_south']],
    ['Our street in Zvečan has no water', []],
    ['👍', []],
    ['', []],
    // What every object has a property called is no place.
    ['Constructor', []],
  ])('%s names %j', (typed, codes) => {
    expect(match(typed, places)).toEqual(codes);
  });

  it.each([
    ['Posao već radi', 'grants:stage.running'],
    ['🏪 Посао већ ради', 'grants:stage.running'],
    ['Hyrje me karrocë', 'registration:need.wheelchair'],
    ['Jo, lëre', 'grants:withdraw.no'],
    ['ne, ostavi je!', 'grants:withdraw.no'],
    ['Na, čuvin la', 'grants:withdraw.no'],
    ['Kërkoj diçka', 'codes:feedback_type.request'],
    ['Si man žalba', 'codes:feedback_type.complaint'],
    ['Pohari taro 18', 'codes:age_band.under_18'],
    ['Drumo bašo invalidska kolica', 'registration:need.wheelchair'],
  ])('%s, as the button read before, still names %s', (typed, key) => {
    expect(match(typed, [{ code: 'it', label: { key } }])).toEqual(['it']);
    expect(match(typed, [{ code: 'other', label: { key: 'grants:stage.idea' } }])).toEqual([]);
  });

  const communities = COMMUNITIES.map((code) => ({ code, label: { key: `codes:community.${code}` } }));

  it.each([
    ['Shqiptar', ['albanian']],
    ['shqiptare', ['albanian']],
    ['Shqiptar / Shqiptare', ['albanian']],
    ['Srpkinja', ['serb']],
    ['Српкиња', ['serb']],
    ['rome', ['roma']],
    ['Ashkali', ['ashkali']],
    ['Shqiptar / Serbe', []],
    ['/', []],
  ])('%s names %j of the communities, whose labels say the woman and the man', (typed, codes) => {
    expect(match(typed, communities)).toEqual(codes);
  });

  it('knows other names only for places', () => {
    expect(match('Mitrovica', [{ code: 'mitrovica_north', label: { key: 'codes:sector.health' } }])).toEqual([]);
  });
});
