import { LANGUAGES, ROLES } from '../codes.ts';
import { DUTY_DAY_KINDS } from '../staff/rota.ts';
import { codeOf, count, facts, flag, maybe, text } from './fact.ts';

const role = { grantId: text, staffId: text, role: codeOf(ROLES) };

/** What becomes of residents, of staff and of what they may do; what was taken out as figures, and what keeps the line going. */
export const PEOPLE_FACTS = facts({
  consent_given: { version: text, language: codeOf(LANGUAGES) },
  resident_forgotten: { items: count },
  staff_added: {
    staffId: text,
    roles: (given: unknown): given is (typeof ROLES)[number][] => Array.isArray(given) && given.every(codeOf(ROLES)),
  },
  staff_removed: { staffId: text },
  role_asked: role,
  role_given: role,
  role_refused: role,
  role_lapsed: role,
  role_withdrawn: role,
  role_ended: role,
  /** Every week, or on one day. Minutes on the clock. */
  duty_added: {
    staffId: text,
    weekdays: maybe(text),
    day: maybe(text),
    duty: maybe(codeOf(DUTY_DAY_KINDS)),
    from: count,
    to: count,
  },
  duty_removed: { staffId: text },
  export_made: {
    what: text,
    audience: maybe(codeOf(['sharing', 'internal'])),
    /** As whoever took it says. */
    purpose: maybe(text),
    format: maybe(text),
    language: maybe(text),
    offer: maybe(text),
    kind: maybe(text),
    withText: maybe(flag),
    from: maybe(text),
    to: maybe(text),
  },
  /** Of what was given up, in the words of core/domain/work/stuck.ts. */
  work_tried_again: { area: text, reason: text, count },
  /** A channel, a token or a scope, as the doctor calls it: admins were told that it is broken; it is whole again. */
  fault_told: { about: text },
  fault_over: { about: text },
  /** By the migration to 0007: to how many anonymous items it was done. */
  anonymous_times_coarsened: { items: count },
});
