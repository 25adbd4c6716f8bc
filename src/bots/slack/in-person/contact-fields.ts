import { type PhoneRead, readPhone } from '../../../core/forms/phone.ts';
import type { Contact } from '../../../core/residents/person.ts';
import { type Field, read, typedText } from '../kit/fields.ts';
import { textInput } from '../kit/inputs.ts';
import { staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-person');

/** How to reach a person: three inputs, none of which must be filled in. `initial`: what is known of it. */
export const contactFields = <About>(initial: (about: About) => Contact): Field<About, Contact> => ({
  draw: ({ about, typed }) => {
    const known = initial(about);
    const of = (name: keyof Contact) => ({
      ...{ optional: true, hint: words(`hint.${name}`) },
      initial: typedText(typed, `contact_${name}`) ?? known[name],
    });
    return [
      textInput('contact_name', words('field.name'), { ...of('name'), most: 120 }),
      textInput('contact_phone', words('field.phone'), { ...of('phone'), most: 40 }),
      textInput('contact_how', words('field.how'), { ...of('how'), most: 600, multiline: true }),
    ];
  },
  read: (typed) => {
    const given = (name: keyof Contact): string | undefined => typedText(typed, `contact_${name}`)?.trim() || undefined;
    const written = given('phone');
    const phone = written === undefined ? undefined : readPhone(written);
    if (phone !== undefined && phone.kind !== 'number')
      return { ok: false, errors: { contact_phone: wrongPhone(phone) } };
    return read({ name: given('name'), phone: phone?.number, how: given('how') });
  },
});

/** A wrong number is called by nobody, or by somebody else: what is doubtful is written once more. */
const wrongPhone = (phone: Exclude<PhoneRead, { kind: 'number' }>): string =>
  phone.kind === 'doubt' ? words('wrong.phone_doubt', { meant: phone.meant }) : words(`wrong.phone_${phone.kind}`);
