import { destroyDetails } from '../../db/queries/offers/registrations.ts';
import type { Activity } from '../activity.ts';
import type { FormContext } from '../domain/form.ts';
import { inBatches } from '../domain/work/slice.ts';
import { readerOf } from '../offers/forms/applicant.ts';
import { listOffersFor } from '../offers/resident/list-offers-for.ts';
import { leaveOffers } from './end-registration.ts';
import { attendForm } from './forms/attend.ts';
import { betterForm } from './forms/better.ts';
import { cancelRegistrationForm } from './forms/cancel-registration.ts';
import { registrationForm } from './forms/registration.ts';
import { endCalls } from './many/end-calls.ts';
import { finishParticipants } from './many/finish-participants.ts';
import { lapseSeats } from './many/lapse-seats.ts';
import { oweLeftWork } from './many/owe-left-work.ts';
import { remindOfSession } from './many/remind-of-session.ts';
import { remindParticipants } from './many/remind-participants.ts';
import { tellChanges } from './many/tell-changes.ts';
import { attendance } from './reports/attendance.ts';
import { participants } from './reports/participants.ts';
import { completeAttendance, completeBetter } from './resident/complete-around-session.ts';
import { completeLeaving, completeRegistration } from './resident/complete-registration.ts';
import { downloadRegistration } from './resident/download.ts';
import { seats } from './resident/offers.ts';
import { ownRegistrations } from './resident/own-items.ts';
import { pressRegistrationButton } from './resident/press-button.ts';
import { registrationFacet, viewRegistration } from './view-registration.ts';

/** Trainings and placements: registering, the seat, coming, and what came of it. */
export const trainings: Activity = {
  name: 'trainings',
  kinds: ['registration'],
  forms: {
    register: {
      form: (context: FormContext) => context.offer && registrationForm(context.offer, readerOf(context)),
      complete: completeRegistration,
    },
    'leave-offer': { form: cancelRegistrationForm, complete: completeLeaving },
    attend: { form: attendForm, complete: completeAttendance },
    better: { form: betterForm, complete: completeBetter },
  },
  buttons: { g: pressRegistrationButton },
  answers: { g: ['coming', 'cannot', 'accept', 'decline', 'cancel', 'useful', 'recommend'] },
  menu: {
    command: 'trainings',
    row: 'below_mine',
    anybody: true,
    opens: async (visit) => ({ say: [await listOffersFor(visit, seats)] }),
  },
  offers: seats,
  my: ownRegistrations,
  view: registrationFacet.readBy(viewRegistration),
  download: downloadRegistration,
  forget: leaveOffers,
  destroy: (tx, { id }) => destroyDetails(tx, id),
  owed: {
    async remind(line, { sessionId, kind }, again) {
      let after: number | null = 0;
      do after = await remindOfSession(line, sessionId, kind, after);
      while (after !== null && again());
      return after === null ? 'done' : 'more';
    },
    finish: (line, { offerId }, again) => inBatches(() => finishParticipants(line, offerId), again),
    tell_changes: (line, { offerId }, again) => inBatches(() => tellChanges(line, offerId), again),
  },
  recurring: [
    { name: 'lapse-seats', everySeconds: 30, run: lapseSeats },
    { name: 'remind-participants', everySeconds: 30, run: remindParticipants },
    { name: 'end-calls', everySeconds: 60, run: endCalls },
    { name: 'owe-left-work', everySeconds: 60, run: oweLeftWork },
  ],
  reports: [participants, attendance],
};
