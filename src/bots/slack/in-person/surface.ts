import { tellPerson } from '../../../core/items/in-person/tell-person.ts';
import { untellPerson } from '../../../core/items/in-person/untell-person.ts';
import { formCommand, opener, press } from '../host/listing.ts';
import { openModal } from '../host/open-modal.ts';
import { changeByPress } from '../items/change-by-press.ts';
import { staffWords } from '../kit/words.ts';
import { ENTER } from '../offers/buttons.ts';
import type { Surface } from '../surface.ts';
import { ANSWER_FORM } from './answer-form.ts';
import { ANOTHER, CODE, CONTACT, NOT_TOLD, personBlocks, personButtons, SAID, TOLD } from './card.ts';
import { showCode } from './code.ts';
import { ANOTHER_FORM, CONTACT_FORM, NEW_FORM } from './forms.ts';
import { ENTER_FORM } from './offer-form.ts';

const { words: staff } = staffWords('staff');

/** Who came or phoned and has no channel: entered by staff, reached by staff, told by staff. */
export const IN_PERSON: Surface = {
  card: { blocks: personBlocks, buttons: personButtons },
  buttons: [
    press(TOLD, 'work_on_items', changeByPress(tellPerson)),
    press(NOT_TOLD, 'work_on_items', changeByPress(untellPerson)),
    opener(SAID, ANSWER_FORM),
    opener(ANOTHER, ANOTHER_FORM),
    opener(CONTACT, CONTACT_FORM),
    opener(ENTER, ENTER_FORM),
    press(CODE, 'work_on_items', ({ bot, opening, value }) =>
      openModal(bot, opening, (member) => showCode(bot, member, value)),
    ),
  ],
  forms: [NEW_FORM, ANOTHER_FORM, ANSWER_FORM, CONTACT_FORM, ENTER_FORM],
  commands: [formCommand('new', () => staff('help.new'), NEW_FORM)],
};
