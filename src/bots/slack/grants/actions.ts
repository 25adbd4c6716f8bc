import { mayManageOffers, type StaffMember } from '../../../core/domain/permissions.ts';
import { done, type Result, refuse } from '../../../core/domain/result.ts';
import { listEnquiries } from '../../../core/grants/list-enquiries.ts';
import { showApplicant } from '../../../core/grants/show-applicant.ts';
import { showItem } from '../../../core/items/show-item.ts';
import { section } from '../cards/blocks.ts';
import { isolate } from '../escape.ts';
import type { Metadata } from '../payloads.ts';
import type { StaffBot } from '../staff-bot.ts';
import { looksWrong } from '../views/language-hint.ts';
import { message, newMetadata, type View } from '../views/parts.ts';
import { type Opening, openModal } from '../views/show.ts';
import { shown } from './card.ts';
import { GRANT_FORMS, type Typed, WORDS_FOR_RESIDENT } from './forms.ts';
import { pipelineBlocks } from './list.ts';
import { words } from './words.ts';

/** A modal takes a hundred blocks. */
const MOST_ENTRIES = 80;

type Press = (bot: StaffBot, opening: Opening, value: string) => Promise<void>;

/** The buttons of an application's card, and of the lists of calls, by action id. */
export const GRANT_ACTIONS: Record<string, Press> = {
  ...Object.fromEntries(
    Object.keys(GRANT_FORMS).map((name): [string, Press] => [
      `grant_${name}`,
      (bot, opening, reference) =>
        openModal(bot, opening, (member) => formOf(bot, member, name, newMetadata(reference))),
    ]),
  ),
  grant_person: (bot, opening, reference) => openModal(bot, opening, (member) => person(bot, member, reference)),
  grant_pipeline: (bot, opening, offerId) => openModal(bot, opening, (member) => pipeline(bot, member, offerId)),
};

async function formOf(
  bot: StaffBot,
  member: StaffMember,
  name: string,
  metadata: Metadata,
  typed: Typed = {},
): Promise<Result<View>> {
  const item = await showItem(bot.line, member, metadata.reference);
  if (!item.ok) return item;
  const make = Object.hasOwn(GRANT_FORMS, name) ? GRANT_FORMS[name] : undefined;
  const { enquiry } = item.value;
  if (!make || !enquiry) return refuse('not_found');
  if (!mayManageOffers(member)) return refuse('not_allowed');
  return done(make(item.value, enquiry, { ...metadata, language: item.value.item.language }, typed));
}

/** The form once more with a hint, where what the resident will read looks like another language than theirs. Null: send it. */
export async function doubtLanguage(
  bot: StaffBot,
  member: StaffMember,
  name: string,
  metadata: Metadata,
  typed: Typed,
): Promise<View | null> {
  const field = Object.hasOwn(WORDS_FOR_RESIDENT, name) ? WORDS_FOR_RESIDENT[name] : undefined;
  const text = field === undefined ? undefined : typed[field];
  if (metadata.warned || typeof text !== 'string' || !looksWrong(text, metadata.language ?? 'sq')) return null;
  const drawn = await formOf(bot, member, name.replace(/^grant_/, ''), { ...metadata, warned: true }, typed);
  return drawn.ok ? drawn.value : null;
}

/** In a modal alone, never in a channel; the core writes the look down. */
async function person(bot: StaffBot, member: StaffMember, reference: string): Promise<Result<View>> {
  const found = await showApplicant(bot.line, member, reference);
  if (!found.ok) return found;
  const { name, phone, answers } = found.value;
  const line = (label: string, text: string) => section(`*${label}*\n${text}`);
  return done(
    message(bot, [
      section(words('person.audited')),
      line(words('person.name'), name === null ? words('person.spoken') : isolate(shown(name, 300))),
      line(words('person.phone'), shown(phone)),
      ...answers.slice(0, 50).map(({ question, answer }) => line(shown(question, 200), isolate(shown(answer, 2000)))),
    ]),
  );
}

async function pipeline(bot: StaffBot, member: StaffMember, offerId: string): Promise<Result<View>> {
  const found = await listEnquiries(bot.line, member, offerId, MOST_ENTRIES);
  return found.ok ? done(message(bot, pipelineBlocks(bot, found.value))) : found;
}
