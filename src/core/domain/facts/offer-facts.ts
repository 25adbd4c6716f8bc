import { count, facts, text } from './fact.ts';

const offer = { offerId: text };
const enquiry = { enquiryId: text };

/** What becomes of offers, and who looked at the people in them. */
export const OFFER_FACTS = facts({
  offer_drafted: { offerId: text, code: text },
  offer_changed: offer,
  offer_published: offer,
  offer_closed: offer,
  offer_cancelled: offer,
  offer_finished: offer,
  offers_imported: { offers: count, published: count },
  participant_taken_off: offer,
  /** By word of mouth. */
  seat_taken: offer,
  participant_named: offer,
  attendance_taken: offer,
  participants_shown: { offerId: text, people: count },
  certificate_checked: {},
});

/** The way of an application. */
export const GRANT_FACTS = facts({
  times_proposed: { enquiryId: text, times: count },
  time_picked: enquiry,
  other_time_wanted: enquiry,
  papers_asked: { enquiryId: text, papers: count },
  paper_received: { enquiryId: text, files: count },
  enquiry_complete: enquiry,
  enquiry_approved: { enquiryId: text, cents: count },
  enquiry_declined: enquiry,
  enquiry_withdrawn: enquiry,
  enquiry_appealed: { enquiryId: text, appeal: text },
  applicant_shown: enquiry,
});
