import { z } from 'zod';
import { ROLES, STAFF_AGENCIES } from '../../../core/domain/codes.ts';
import { done } from '../../../core/domain/result.ts';
import { addStaff } from '../../../core/staff/add-staff.ts';
import { removeStaff } from '../../../core/staff/remove-staff.ts';
import { compareNames } from '../host/compare-names.ts';
import { form } from '../host/form.ts';
import { choice, field, SLACK_USER, textAs } from '../kit/fields.ts';
import { person, several } from '../kit/inputs.ts';
import { newMetadata } from '../kit/modal.ts';
import { codeOptions } from '../kit/options.ts';
import { staffWords } from '../kit/words.ts';

const { words: roleWords } = staffWords('staff-roles');
const { words: staff } = staffWords('staff');

const toMembers = async () => done({ about: null, metadata: newMetadata('') });

export const ADD_FORM = form({
  id: 'staff_add',
  rule: 'manage_staff',
  open: toMembers,
  fields: {
    person: field('person', SLACK_USER, () => [person('person', staff('forms.staff_add.person'))]),
    name: textAs('name', () => staff('forms.staff_add.name'), z.string().trim().min(1).max(80), { most: 80 }),
    agency: choice(
      'agency',
      () => staff('forms.staff_add.agency'),
      z.enum(STAFF_AGENCIES),
      () => codeOptions('staff_agency'),
    ),
    roles: field('roles', z.array(z.enum(ROLES)), () => [
      several(
        'roles',
        staff('forms.staff_add.roles'),
        ROLES.map((role) => ({ value: role, text: staff(`role.${role}`) })),
      ),
    ]),
  },
  submit: async (bot, member, { person: slackUserId, name, agency, roles }) => {
    const added = await addStaff(bot.line, member, { slackUserId, displayName: name, agency, roles });
    if (added.ok) await compareNames(bot);
    return added;
  },
  said: ({ waiting, stuck }) => savedWords(waiting, stuck),
});

export const REMOVE_FORM = form({
  id: 'staff_remove',
  rule: 'manage_staff',
  open: toMembers,
  fields: { person: field('person', SLACK_USER, () => [person('person', staff('forms.staff_remove.person'))]) },
  submit: ({ line }, member, values) => removeStaff(line, member, values.person),
  said: () => staff('staff.removed'),
});

/** What became of the roles that were chosen: given, or waiting for another. */
function savedWords(waiting: string[], stuck: string[]): string {
  if (waiting.length === 0) return staff('staff.added');
  const names = (roles: string[]) => roles.map((role) => roleWords(`role.${role}`)).join(', ');
  const said = roleWords('waiting', { roles: names(waiting) });
  return stuck.length === 0 ? said : `${said} ${roleWords('stuck', { roles: names(stuck) })}`;
}
