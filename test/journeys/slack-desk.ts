import { expect } from 'vitest';
import type { Language } from '../../src/core/domain/codes.ts';
import type { Message, View } from '../../src/sandbox/slack/state.ts';
import { CHANNELS, STAFF, type TestWorld } from '../support/line-process.ts';
import { within } from '../support/patience.ts';

/** In the resident's own language and script: anything else makes a form ask once more. */
export const ANSWERS: Record<Language, string> = {
  sq: 'Kjo është një përgjigje e shpikur <i> & për ju',
  'sr-Latn': 'Ovo je izmišljen odgovor za vas <i> & hvala',
  'sr-Cyrl': 'Ово је измишљен одговор за вас <i> & хвала',
  rom: 'Akava si jekh odgovori tumenge <i> & najs',
};

/** The card of an item, by the reference in its metadata. */
export const cardOf = (world: TestWorld, reference: string): Promise<Message> =>
  world.slack.control.waitForMessage(
    CHANNELS.main,
    (message) => JSON.stringify(message.metadata ?? {}).includes(reference),
    within(`the card of ${reference}`),
  );

/** The modal on top, once it is filled. */
export const openedView = (
  world: TestWorld,
  right: (view: View) => boolean = () => true,
  what = 'a filled modal',
): Promise<View> =>
  world.slack.control.waitForView(
    STAFF.triage,
    (view) => !JSON.stringify(view.blocks).includes('One moment') && right(view),
    within(what),
  );

/** Fills in and sends the form on top; where it doubts the language it asks once more, and the second time it goes. Then all modals are closed. */
export async function submit(world: TestWorld, fields: Record<string, unknown>): Promise<void> {
  const { control } = world.slack;
  const before = control.currentView(STAFF.triage)?.callback_id;
  const first = await control.fillAndSubmit(STAFF.triage, fields);
  expect(first).not.toHaveProperty('errors');
  if ('updated' in first && first.updated.callback_id === before)
    expect(await control.fillAndSubmit(STAFF.triage, fields)).not.toHaveProperty('errors');
  await closeAll(world);
}

export async function closeAll(world: TestWorld): Promise<void> {
  while (world.slack.control.currentView(STAFF.triage)) await world.slack.control.closeView(STAFF.triage);
}
