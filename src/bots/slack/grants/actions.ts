import { done, type Result, refuse } from '../../../core/domain/result.ts';
import { mayHandle, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { listEnquiries } from '../../../core/grants/list-enquiries.ts';
import { showApplicant } from '../../../core/grants/show-applicant.ts';
import { enquiryFacet } from '../../../core/grants/view-enquiry.ts';
import { visibility } from '../../../core/views/item-view.ts';
import { showItem } from '../../../core/views/show-item.ts';
import { isolate } from '../escape.ts';
import { action, type Listing } from '../host/listing.ts';
import { openModal } from '../host/open-modal.ts';
import { section } from '../kit/blocks.ts';
import { message, newMetadata, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { Metadata } from '../payloads.ts';
import type { StaffBot } from '../staff-bot.ts';
import { shown } from './card.ts';
import { GRANT_FORMS, type Typed } from './forms.ts';
import { pipelineBlocks } from './list.ts';

const { words } = staffWords('staff-grants');

/** A modal takes a hundred blocks. */
const MOST_ENTRIES = 80;

/** The buttons of an application's card, and of the lists of calls. */
export const GRANT_ACTIONS: Listing[] = [
  ...Object.keys(GRANT_FORMS).map((name) =>
    action(`grant_${name}`, 'see_people', ({ bot, opening, value: reference }) =>
      openModal(bot, opening, (member) => grantForm(bot, member, name, newMetadata(reference))),
    ),
  ),
  action('grant_person', 'see_people', ({ bot, opening, value: reference }) =>
    openModal(bot, opening, (member) => person(bot, member, reference)),
  ),
  action('grant_pipeline', 'run_offers', ({ bot, opening, value: offerId }) =>
    openModal(bot, opening, (member) => pipeline(bot, member, offerId)),
  ),
];

/** A form about one application, as far as it was filled in. */
export async function grantForm(
  bot: StaffBot,
  member: StaffMember,
  name: string,
  metadata: Metadata,
  typed: Typed = {},
): Promise<Result<View>> {
  const item = await showItem(bot.line, member, metadata.reference);
  if (!item.ok) return item;
  const make = Object.hasOwn(GRANT_FORMS, name) ? GRANT_FORMS[name] : undefined;
  const enquiry = enquiryFacet.of(item.value);
  if (!make || !enquiry) return refuse('not_found');
  if (!mayHandle(member, visibility(item.value))) return refuse('not_allowed');
  return done(make(item.value, enquiry, { ...metadata, language: item.value.item.language }, typed));
}

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
