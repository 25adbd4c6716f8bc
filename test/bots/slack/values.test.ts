import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { GRANTS } from '../../../src/bots/slack/grants/surface.ts';
import { LISTINGS } from '../../../src/bots/slack/listings.ts';
import { OFFERS } from '../../../src/bots/slack/offers/surface.ts';
import { TRAININGS } from '../../../src/bots/slack/trainings/surface.ts';

const buttonsOf = ({ buttons = [] }: typeof GRANTS) => buttons.map(({ id }) => id);
/** Whether a button's value can be one that we wrote. */
function isOurs(name: string, value: string): boolean {
  const listing = LISTINGS.find(({ kind, id }) => kind === 'action' && id === name);
  if (listing?.kind !== 'action') throw new Error(`there is no button ${name}`);
  return listing.takes(value);
}

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
  ...[...buttonsOf(OFFERS), ...buttonsOf(TRAININGS)].filter(
    (name) => !name.startsWith('offer_new_') && !BY_REFERENCE.includes(name),
  ),
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
  const others = [...buttonsOf(GRANTS), ...BY_REFERENCE, 'offer_new_training', 'claim'];
  for (const name of others.filter((one) => one !== 'grant_pipeline')) expect(isOurs(name, 'F-7K3QM2')).toBe(true);
});
