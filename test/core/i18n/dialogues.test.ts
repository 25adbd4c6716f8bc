import { expect, it } from 'vitest';
import { approvedOf, DIALOGUES, dialogueOf, matters } from '../../../src/core/i18n/dialogues.ts';
import { loadReviewed } from '../../../src/core/i18n/review.ts';
import { isStaffKey } from '../../../src/core/i18n/rules.ts';
import { sayApproved } from '../../../src/core/i18n/say-approved.ts';
import { LOCALES_DIR, readLocales } from '../../../src/core/i18n/texts.ts';

const { strings } = readLocales(LOCALES_DIR);

it.each([
  ['consent:ask', 'consent'],
  ['language:ask', 'consent'],
  ['feedback:safe.ask', 'serious-report'],
  ['feedback:sent_anonymous.keep_it', 'serious-report'],
  ['danger:sends_nobody', 'serious-report'],
  ['feedback:sector.ask', 'feedback'],
  ['registration:cancel.ask', 'registration'],
  ['offers:button.register', 'registration'],
  ['grants:decided.appeal', 'grants'],
  ['forget:ask_again', 'deletion'],
  ['privacy:hold', 'data'],
  ['common:back', 'everywhere'],
])('%s belongs to %s', (key, dialogue) => {
  expect(dialogueOf(key)).toBe(dialogue);
});

it.each([...strings.keys()].filter((language) => language !== 'en'))(
  'every text of %s is counted once, and every critical one that is not approved is named',
  (language) => {
    const keys = [...(strings.get(language)?.keys() ?? [])].filter((key) => !isStaffKey(key));
    const found = approvedOf({ review: {}, readers: [], strings }, language);
    expect(found.map(({ dialogue }) => dialogue)).toEqual(DIALOGUES);
    expect(found.reduce((sum, { total }) => sum + total, 0)).toBe(keys.length);
    expect(found.filter(({ total }) => total === 0)).toEqual([]);
    expect(found.flatMap(({ missing }) => missing).toSorted()).toEqual(keys.filter(matters).toSorted());
  },
);

it('the check says it in lines that fit the tables of a terminal', () => {
  const said = sayApproved(loadReviewed(LOCALES_DIR, strings));
  expect(said.slice(1, DIALOGUES.length + 3).every((line) => line.length <= 100)).toBe(true);
  expect(said.join('\n')).toContain('forget:ask_again');
});
