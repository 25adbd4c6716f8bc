import { expect, test } from 'vitest';
import { ownQuestion } from '../../../src/core/offers/forms/applicant.ts';

test.each([
  ['A keni biznes apo keni plan për një të🚀 ri këtë vit?', 'A keni biznes apo keni plan për një të…'],
  ['Da li imate decu mlađu od sedam godina 👨‍👩‍👧‍👦?', 'Da li imate decu mlađu od sedam godina…'],
  ['Имате ли бизнис који ради у Звечану 🇷🇸🇷🇸🇷🇸?', 'Имате ли бизнис који ради у Звечану…'],
  ['A flisni serbisht?', 'A flisni serbisht?'],
])("an offer's own question %j is called %j on its button", (text, called) => {
  const question = ownQuestion({ key: 'a', kind: 'text', texts: { sq: text } }, { language: 'sq', second: null });
  expect(question.name).toEqual({ key: 'common:as_written', values: { text: { text: called } } });
});
