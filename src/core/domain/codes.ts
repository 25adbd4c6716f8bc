import { LANGUAGE_TABLE, type ResidentLanguage } from './languages.ts';

/**
 * The programme's codes. Order is the order on screen; labels are in locales under `codes.<list>.<code>`.
 * Sources: shared lists of the Red Cross feedback kit and the CARE, CDAC and Loop logbooks (feedback types).
 */
export type Language = ResidentLanguage;
export const LANGUAGES: readonly [Language, ...Language[]] = Object.entries(LANGUAGE_TABLE)
  .filter(([, { residents }]) => residents)
  .map(([code]) => code) as [Language, ...Language[]];

/** Whether somebody who reports something serious is safe, as they say. Not asked: null. */
export const SAFETIES = ['safe', 'not_safe', 'skipped'] as const;
export type Safety = (typeof SAFETIES)[number];

export const ITEM_KINDS = ['feedback', 'registration', 'enquiry'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const ITEM_STATUSES = ['open', 'closed'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

/** Whose word was last in an item. */
export const LAST_WORDS = ['resident', 'staff'] as const;
export type LastWord = (typeof LAST_WORDS)[number];

/** Who did what is written down. */
export const ACTORS = ['resident', 'staff', 'system'] as const;
export type ActorKind = (typeof ACTORS)[number];

/** From the resident, to the resident, or between staff. */
export const MESSAGE_DIRECTIONS = ['in', 'out', 'note'] as const;
export type MessageDirection = (typeof MESSAGE_DIRECTIONS)[number];

export const MESSAGE_KINDS = ['text', 'voice', 'photo', 'video', 'document', 'location'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const REFERRAL_STATES = ['offered', 'accepted', 'returned'] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

/** Who is named in a sensitive item: a name, or the Slack user of somebody who is not staff yet. */
export const NAMED_KINDS = ['name', 'slack_user'] as const;

export const FEEDBACK_TYPES = [
  'question',
  'request',
  'suggestion',
  'appreciation',
  'complaint',
  'rumour',
  'sensitive_report',
] as const;
export type FeedbackType = (typeof FEEDBACK_TYPES)[number];

/** North to south, in every language. */
export const MUNICIPALITIES = ['zvecan', 'mitrovica_north', 'mitrovica_south', 'elsewhere'] as const;
export type Municipality = (typeof MUNICIPALITIES)[number];

export const SECTORS = [
  'social_protection',
  'health',
  'education',
  'jobs_and_business',
  'public_services',
  'rights_and_safety',
  'training',
  'this_project',
  'other',
] as const;
export type Sector = (typeof SECTORS)[number];

export const AGENCIES = ['WHO', 'UNICEF', 'UNFPA', 'OHCHR', 'UNDP', 'UNV', 'municipality', 'local_ngo'] as const;
export type Agency = (typeof AGENCIES)[number];
/** Whom staff can work for: residents agree to these, and a matter for the municipality is passed on to it by one of them. */
export const STAFF_AGENCIES = [
  'WHO',
  'UNICEF',
  'UNFPA',
  'OHCHR',
  'UNDP',
  'UNV',
  'local_ngo',
] as const satisfies Agency[];
export type StaffAgency = (typeof STAFF_AGENCIES)[number];

export const GENDERS = ['woman', 'man', 'other', 'undisclosed'] as const;
export type Gender = (typeof GENDERS)[number];

/** What residents are asked: youth is 15 to 24. */
export const ASKED_AGE_BANDS = ['under_15', '15_17', '18_24', '25_59', '60_plus', 'undisclosed'] as const;
/** As it stands with an item: `under_18` was asked before, and is a group of its own, since nobody knows which of the two it was. */
export const AGE_BANDS = ['under_15', '15_17', 'under_18', '18_24', '25_59', '60_plus', 'undisclosed'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

export const COMMUNITIES = [
  'albanian',
  'serb',
  'roma',
  'ashkali',
  'egyptian',
  'bosniak',
  'gorani',
  'turk',
  'other',
  'undisclosed',
] as const;
export type Community = (typeof COMMUNITIES)[number];

/** The cut-off of the Washington Group short set, asked as one question. */
export const DISABILITIES = ['yes', 'no', 'undisclosed'] as const;
export type Disability = (typeof DISABILITIES)[number];

export const PRIORITIES = ['urgent', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const CLOSED_REASONS = [
  'answered',
  'acted_on',
  'referred_out',
  'out_of_scope',
  'duplicate',
  'withdrawn',
] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

export const SATISFACTIONS = ['yes', 'partly', 'no'] as const;
export type Satisfaction = (typeof SATISFACTIONS)[number];

/** Whether what somebody wrote may be quoted: asked once, and what they answered. Not asked: null. */
export const QUOTINGS = ['asked', 'yes', 'no'] as const;
export type Quoting = (typeof QUOTINGS)[number];

export const ROLES = ['triage', 'protection', 'lead', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Over which residents reach the line themselves (core/channel). */
const RESIDENT_CHANNELS = ['telegram'] as const;
/** How came what staff entered. */
export const ENTERED_CHANNELS = ['phone', 'in_person', 'other'] as const;
export type EnteredChannel = (typeof ENTERED_CHANNELS)[number];
export const CHANNELS = [...RESIDENT_CHANNELS, ...ENTERED_CHANNELS] as const;
export type Channel = (typeof CHANNELS)[number];
/** How staff met somebody. Who came so may have come on a channel since: `hasNoChannel`. */
export const isEntered = (channel: Channel): channel is EnteredChannel =>
  ENTERED_CHANNELS.some((entered) => entered === channel);

/** Nothing of ours goes out to them, so staff tell them: they came so, and left no address. The same in statements: `noChannel` (db/queries). */
export const hasNoChannel = <Resident extends { channel: Channel; sealedAddress: Buffer | null }>(
  resident: Resident,
): resident is Resident & { channel: EnteredChannel; sealedAddress: null } =>
  resident.sealedAddress === null && isEntered(resident.channel);

/** Whether something read from outside is a code of this list. */
export const isCode = <const List extends readonly string[]>(list: List, given: unknown): given is List[number] =>
  list.some((code) => code === given);

/** What a resident chose to tell about themselves. */
export type AboutYou = {
  gender?: Gender | undefined;
  ageBand?: AgeBand | undefined;
  communities?: Community[] | undefined;
  disability?: Disability | undefined;
};
