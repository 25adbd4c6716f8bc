import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { GRANT_ACTIONS } from '../../../src/bots/slack/grants/actions.ts';
import { OFFER_ACTIONS } from '../../../src/bots/slack/offers/actions.ts';
import { isOurs } from '../../../src/bots/slack/values.ts';

const BY_REFERENCE = ['offer_person', 'offer_name'];
const ID_ALONE = [
  'grant_pipeline',
  'offer_publish',
  'offer_close',
  'offer_finish',
  'offer_sheet',
  'offer_registration_list',
];
const withId = [
  ...OFFER_ACTIONS.map(({ id }) => id).filter((name) => !name.startsWith('offer_new_') && !BY_REFERENCE.includes(name)),
  'grant_pipeline',
];

describe.each(withId)('the button %s', (name) => {
  test.each(['', 'x', '1', 'F-7K3QM2', "'; --", randomUUID().slice(1), `${randomUUID()}x`, ':', `x:${randomUUID()}`])(
    'with %j as its value stops before the database',
    (value) => expect(isOurs(name, value)).toBe(false),
  );
  test('with an id goes on, and with more behind it where there is more to say', () => {
    expect(isOurs(name, randomUUID())).toBe(true);
    for (const rest of [':0', ':sq', `:${randomUUID()}`])
      expect(isOurs(name, `${randomUUID()}${rest}`)).toBe(!ID_ALONE.includes(name));
  });
});

test('buttons by reference or kind are read where they are used', () => {
  const others = [...GRANT_ACTIONS.map(({ id }) => id), ...BY_REFERENCE, 'offer_new_training', 'claim'];
  for (const name of others.filter((one) => one !== 'grant_pipeline')) expect(isOurs(name, 'F-7K3QM2')).toBe(true);
});
