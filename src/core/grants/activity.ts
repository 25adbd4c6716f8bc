import { destroyEnquiry } from '../../db/queries/offers/enquiries.ts';
import type { Activity } from '../activity.ts';
import { GRANT_FACTS } from '../domain/facts/offer-facts.ts';
import type { FormContext } from '../domain/form.ts';
import { inBatches } from '../domain/work/slice.ts';
import { readerOf } from '../offers/forms/applicant.ts';
import { listOffersFor } from '../offers/resident/list-offers-for.ts';
import { endApplications } from './end-applications.ts';
import { enquiryForm } from './forms/enquiry.ts';
import { appealForm, otherTimeForm, papersForm, withdrawEnquiryForm } from './forms/enquiry-steps.ts';
import { applications } from './reports/applications.ts';
import {
  completeAppeal,
  completeEnquiry,
  completeOtherTime,
  completePapers,
  completeWithdrawEnquiry,
} from './resident/complete-forms.ts';
import { downloadEnquiry } from './resident/download.ts';
import { calls } from './resident/offers.ts';
import { ownEnquiries } from './resident/own-items.ts';
import { pressEnquiryButton } from './resident/press-button.ts';
import { enquiryFacet, viewEnquiry } from './view-enquiry.ts';

/** Small grants: asking for one, what is asked back, the decision and an appeal against it. */
export const grants: Activity = {
  name: 'grants',
  kinds: ['enquiry'],
  forms: {
    enquiry: {
      form: (context: FormContext) => context.offer && enquiryForm(context.offer, readerOf(context)),
      complete: completeEnquiry,
    },
    papers: { form: papersForm, complete: completePapers },
    'other-time': { form: otherTimeForm, complete: completeOtherTime },
    appeal: { form: appealForm, complete: completeAppeal },
    'withdraw-enquiry': { form: withdrawEnquiryForm, complete: completeWithdrawEnquiry },
  },
  buttons: { q: pressEnquiryButton },
  answers: { q: ['pick', 'othertime', 'papers', 'appeal', 'withdraw'] },
  menu: {
    command: 'grants',
    row: 'below_mine',
    anybody: true,
    opens: async (visit) => ({ say: [await listOffersFor(visit, calls)] }),
  },
  offers: calls,
  my: ownEnquiries,
  view: enquiryFacet.readBy(viewEnquiry),
  download: downloadEnquiry,
  destroy: (tx, { id }, now) => destroyEnquiry(tx, id, now),
  owed: {
    // A call that was cancelled ends what is open.
    tell_changes: (line, { offerId }, again) => inBatches(() => endApplications(line, offerId), again),
  },
  reports: [applications],
  facts: { table: GRANT_FACTS, texts: 'staff:event.' },
};
