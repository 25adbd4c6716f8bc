import { z } from 'zod';
import {
  ENTERED_CHANNELS,
  FEEDBACK_TYPES,
  LANGUAGES,
  MUNICIPALITIES,
  SAFETIES,
  SECTORS,
} from '../../../core/domain/codes.ts';
import { done } from '../../../core/domain/result.ts';
import { knowsPerson } from '../../../core/in-person/at-person.ts';
import { enterAnother } from '../../../core/in-person/enter-another.ts';

import { changeContact, type ShownContact, showContact } from '../../../core/items/in-person/contact.ts';
import { enterItem } from '../../../core/items/taken-in/enter-item.ts';
import { form } from '../host/form.ts';
import { section } from '../kit/blocks.ts';
import { choice, remark, text } from '../kit/fields.ts';
import { newMetadata } from '../kit/modal.ts';
import { codeOptions } from '../kit/options.ts';
import { staffWords } from '../kit/words.ts';
import { aboutFields } from './about-fields.ts';
import { contactFields } from './contact-fields.ts';

const { words: danger } = staffWords('staff-danger');
const { words: staff } = staffWords('staff');
const { words } = staffWords('staff-person');

const listed = <Code extends string>(
  list: 'channel' | 'type' | 'municipality' | 'sector' | 'language',
  codes: readonly [Code, ...Code[]],
) =>
  choice(
    list,
    () => staff(`forms.new.${list}`),
    z.enum(codes),
    () => codeOptions(list),
  );

/** What they came with. */
const NEW_MATTER = {
  channel: listed('channel', ENTERED_CHANNELS),
  type: listed('type', FEEDBACK_TYPES),
  municipality: choice(
    'municipality',
    () => staff('forms.new.municipality'),
    z.enum(MUNICIPALITIES).optional(),
    () => codeOptions('municipality'),
    { optional: true },
  ),
  sector: listed('sector', SECTORS),
  safety: choice(
    'safety',
    () => danger('ask'),
    z.enum(SAFETIES).optional(),
    () => SAFETIES.map((code) => ({ value: code, text: danger(`said.${code}`) })),
    { optional: true },
  ),
  text: text('text', () => staff('forms.new.text'), { multiline: true }),
};

/** What somebody said in person or by phone, how to reach them, and what they told of themselves. */
export const NEW_FORM = form({
  id: 'new',
  rule: 'see_items',
  open: async () => done({ about: null, metadata: newMetadata('') }),
  fields: {
    ...NEW_MATTER,
    language: listed('language', LANGUAGES),
    contact: contactFields(() => ({})),
    aboutYou: aboutFields,
  },
  submit: ({ line }, member, values, { changeKey }) => enterItem(line, member, { ...values, changeKey }),
  said: ({ reference }) => staff('entered', { reference }),
});

/** Another matter of somebody who is known: nothing of theirs is written twice. */
export const ANOTHER_FORM = form({
  id: 'another_item',
  rule: 'work_on_items',
  says: { words, name: 'another' },
  open: async ({ line }, member, reference) => {
    const known = await knowsPerson(line, member, reference);
    return known.ok ? done({ about: null, metadata: newMetadata(reference) }) : known;
  },
  fields: {
    known: remark(() => [section(words('another.hint'))]),
    ...NEW_MATTER,
  },
  submit: ({ line }, member, { known: _said, ...values }, { reference, changeKey }) =>
    enterAnother(line, member, reference, { ...values, changeKey }),
  said: ({ reference }) => words('another.done', { reference }),
});

/** How to reach whom an item was entered for: shown, written down that it was, and changed in the same place. */
export const CONTACT_FORM = form({
  id: 'contact',
  rule: 'work_on_items',
  says: { words, name: 'contact' },
  open: async ({ line }, member, reference) => {
    const shown = await showContact(line, member, reference);
    return shown.ok ? done({ about: shown.value, metadata: newMetadata(reference) }) : shown;
  },
  fields: {
    way: remark(({ about }: { about: ShownContact }) => [section(words(`came.${about.way}`))]),
    contact: contactFields<ShownContact>(({ contact }) => contact),
  },
  submit: ({ line }, member, { contact }, { reference }) => changeContact(line, member, reference, contact),
});
