import {
  AGENCIES,
  CHANNELS,
  CLOSED_REASONS,
  FEEDBACK_TYPES,
  ITEM_KINDS,
  MUNICIPALITIES,
  PRIORITIES,
  SATISFACTIONS,
  SECTORS,
} from '../codes.ts';
import { codeOf, count, facts, flag, maybe, orNull, text, texts } from './fact.ts';

/** What becomes of an item, of whatever kind. */
export const ITEM_FACTS = facts({
  item_submitted: { kind: codeOf(ITEM_KINDS), channel: codeOf(CHANNELS), anonymous: flag },
  item_claimed: {},
  item_released: {},
  /** By somebody, to the person named. */
  item_assigned: { staffId: text },
  item_replied: {},
  /** A person without a channel was told what was to be told, and how to reach them was looked at or changed. */
  person_told: {},
  person_not_told: {},
  /** Staff wrote down what they said to it: what came of that stands beside it as anybody's. */
  person_answered: {},
  contact_shown: {},
  contact_changed: {},
  /** A code to come to the line on a phone of their own was made; they came by it. */
  code_made: {},
  person_joined: {},
  item_noted: {},
  item_referred: { to: codeOf(AGENCIES) },
  referral_accepted: { agency: codeOf(AGENCIES) },
  referral_returned: { agency: codeOf(AGENCIES) },
  item_closed: { reason: codeOf(CLOSED_REASONS) },
  item_reopened: {},
  item_added_to: {},
  item_withdrawn: {},
  item_rated: { answer: codeOf(SATISFACTIONS) },
  quoting_answered: { answer: codeOf(['yes', 'no']) },
  /** Their words were chosen for figures that go out, or taken out of them again. */
  quotation_chosen: {},
  quotation_removed: {},
  item_escalated: {},
  /** Nobody had accepted or returned it in time. */
  referral_late: { agency: codeOf(AGENCIES) },
  item_marked_sensitive: {},
  item_merged: { into: text },
  item_unmerged: {},
  item_classified: {
    type: maybe(codeOf(FEEDBACK_TYPES)),
    sector: maybe(codeOf(SECTORS)),
    priority: maybe(codeOf(PRIORITIES)),
    municipality: maybe(codeOf(MUNICIPALITIES)),
    agency: maybe(codeOf(AGENCIES)),
  },
  message_edited: {},
  words_destroyed: {},
  /** `named`: how many besides, by a name or as somebody who is not staff yet. */
  staff_excluded: { staffIds: texts, named: count },
  likely_named: { staffId: text },
  likeness_confirmed: { staffId: text },
  likeness_denied: { staffId: text },
  sensitive_item_opened: {},
  media_looked_at: { messageId: text, lookId: text },
  media_look_ended: { messageId: orNull(text), lookId: text },
  /** Of a version before: a recording stood in somebody's direct messages until they took it away. */
  recording_sent_to_staff: { messageId: maybe(text) },
});
