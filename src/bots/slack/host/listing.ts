import type { Rule } from '../../../core/domain/staff/permissions.ts';
import type { ButtonOf } from '../kit/button.ts';
import type { Form, Kind, Listing, MenuOption, Press, Surface } from '../surface.ts';
import { openModal } from './open-modal.ts';

/** A button, pressed with a value that it can have. */
export const press = <Value extends string | object>(
  button: ButtonOf<Value>,
  rule: Rule,
  handle: Press<Value>,
): Kind<'action'> => ({
  kind: 'action',
  id: button.id,
  rule,
  takes: (written) => button.read(written) !== null,
  handle: async (pressed) => {
    const value = button.read(pressed.value);
    if (value !== null) await handle({ ...pressed, value });
  },
});

/** What asks for a form; its value says what the form is about. */
export const opens =
  (form: Form): Press =>
  ({ bot, opening, value }) =>
    openModal(bot, opening, (member) => form.open(bot, member, value));

/** The button that asks for a form, with the form's own rule. */
export const opener = (button: ButtonOf<string>, form: Form): Kind<'action'> => press(button, form.rule, opens(form));

/** An option of the card's More menu. */
export const option = (id: string, rule: Rule, shown: MenuOption, handle: Press): Kind<'menu'> => ({
  kind: 'menu',
  id,
  rule,
  handle,
  text: shown.text,
  when: shown.when,
});

export const command = (
  id: string,
  rule: Rule,
  help: () => string,
  handle: Kind<'command'>['handle'],
): Kind<'command'> => ({ kind: 'command', id, rule, help, handle });

/** A word after `/line` that opens a form. */
export const formCommand = (id: string, help: () => string, form: Form): Kind<'modal'> => ({
  kind: 'modal',
  id,
  rule: form.rule,
  help,
  handle: ({ bot, opening }) => openModal(bot, opening, (member) => form.open(bot, member, '')),
});

export const event = (id: string, rule: Rule, handle: Kind<'event'>['handle']): Kind<'event'> => ({
  kind: 'event',
  id,
  rule,
  handle,
});

export const file = (id: string, rule: Rule, handle: Kind<'export'>['handle']): Kind<'export'> => ({
  kind: 'export',
  id,
  rule,
  handle,
});

/** All that can be reached of a surface. */
export const listingsOf = (surface: Surface): Listing[] => [
  ...(surface.buttons ?? []),
  ...(surface.menu ?? []),
  ...(surface.forms ?? []).flatMap(({ id, rule, send, preview }): Listing[] => [
    { kind: 'view', id, rule, handle: send },
    ...(preview === null ? [] : [preview]),
  ]),
  ...(surface.commands ?? []),
  ...(surface.shortcuts ?? []),
  ...(surface.events ?? []),
  ...(surface.files ?? []),
];
