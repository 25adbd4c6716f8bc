import { done, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { listEnquiries } from '../../../core/grants/list-enquiries.ts';
import { showApplicant } from '../../../core/grants/show-applicant.ts';
import { isolate } from '../escape.ts';
import { command, opener, press } from '../host/listing.ts';
import { openModal } from '../host/open-modal.ts';
import { section } from '../kit/blocks.ts';
import { message, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { StaffBot, Surface } from '../surface.ts';
import { BUTTONS, enquiryBlocks, enquiryButtons, isDecided, paperName, shown } from './card.ts';
import { COMPLETE_FORM, DECIDE_FORM, PAPERS_FORM, PROPOSE_FORM } from './grant-forms.ts';
import { grant, grantBoard, PIPELINE, pipelineBlocks } from './list.ts';

const { words } = staffWords('staff-grants');
const { words: staff } = staffWords('staff');

/** A modal takes a hundred blocks. */
const MOST_ENTRIES = 80;

/** Grants: an application from its card to the decision, and the pipeline of a call. */
export const GRANTS: Surface = {
  card: {
    blocks: enquiryBlocks,
    buttons: enquiryButtons,
    closedOtherwise: isDecided,
    fileName: paperName,
  },
  buttons: [
    opener(BUTTONS.propose, PROPOSE_FORM),
    opener(BUTTONS.papers, PAPERS_FORM),
    opener(BUTTONS.complete, COMPLETE_FORM),
    opener(BUTTONS.decide, DECIDE_FORM),
    press(BUTTONS.person, 'see_people', ({ bot, opening, value: reference }) =>
      openModal(bot, opening, (member) => person(bot, member, reference)),
    ),
    press(PIPELINE, 'run_offers', ({ bot, opening, value: offerId }) =>
      openModal(bot, opening, (member) => pipeline(bot, member, offerId)),
    ),
  ],
  forms: [PROPOSE_FORM, PAPERS_FORM, COMPLETE_FORM, DECIDE_FORM],
  commands: [command('grant', 'run_offers', () => staff('help.grant'), grant)],
  home: [{ rule: 'run_offers', blocks: grantBoard }],
};

/** In a modal alone, never in a channel; the core writes the look down. */
async function person(bot: StaffBot, member: StaffMember, reference: string): Promise<Result<View>> {
  const found = await showApplicant(bot.line, member, reference);
  if (!found.ok) return found;
  const { name, phone, answers } = found.value;
  const line = (label: string, text: string) => section(`*${label}*\n${text}`);
  return done(
    message([
      section(words('person.audited')),
      line(words('person.name'), name === null ? words('person.spoken') : isolate(shown(name, 300))),
      line(words('person.phone'), shown(phone)),
      ...answers.slice(0, 50).map(({ question, answer }) => line(shown(question, 200), isolate(shown(answer, 2000)))),
    ]),
  );
}

async function pipeline(bot: StaffBot, member: StaffMember, offerId: string): Promise<Result<View>> {
  const found = await listEnquiries(bot.line, member, offerId, MOST_ENTRIES);
  return found.ok ? done(message(pipelineBlocks(found.value))) : found;
}
