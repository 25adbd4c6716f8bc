import { expect, test } from 'vitest';
import { plainFigures } from '../../../../src/core/domain/text/digits.ts';

test.each([
  ['２５００', '2500'],
  ['٢٥٠٠ €', '2500 €'],
  ['1️⃣8️⃣', '18'],
  ['2\u00a0500', '2 500'],
  ['2\u202f500\u2009,50', '2 500 ,50'],
  ['2\u2019500', "2'500"],
  ['044\u2012123\u2013456\u2014', '044-123-456-'],
  ['\u22125', '-5'],
  ['2\u00ad5\u200b0', '250'],
  ['2½', '2.5'],
  ['½', '0.5'],
  ['3 ¾', '3.75'],
  ['  18  ', '18'],
  ['𝟏𝟖', '18'],
  ['१८', '18'],
])('%j comes as the figures %j', (typed, figures) => expect(plainFigures(typed)).toBe(figures));
