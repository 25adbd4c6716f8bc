import { staffWords } from '../kit/words.ts';
import type { Surface } from '../surface.ts';
import { ATTENDANCE_FORM } from './attendance-form.ts';
import { registrationBlocks, registrationButtons } from './card.ts';
import { openCertificate } from './certificate.ts';
import { PEOPLE_BUTTONS } from './people-actions.ts';
import { NAME_FORM, PERSON_BUTTONS } from './person-actions.ts';

const { words } = staffWords('staff-offers');

/** Who takes part: on the card of a registration, in the lists of an offer, by the number of a certificate. */
export const TRAININGS: Surface = {
  card: { blocks: registrationBlocks, buttons: registrationButtons },
  buttons: [...PEOPLE_BUTTONS, ...PERSON_BUTTONS],
  forms: [NAME_FORM, ATTENDANCE_FORM],
  numbered: [{ letter: 'C', open: openCertificate, notFound: () => words('certificate.not_found') }],
};
