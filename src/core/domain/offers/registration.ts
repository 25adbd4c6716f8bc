/** A freed seat is `offered` to the next who waits for a while; who does not take it has `lapsed`. */
export const REGISTRATION_STATUSES = ['seated', 'offered', 'waiting', 'cancelled', 'lapsed'] as const;
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

/** Who or what gave a place up. */
export const ENDED_BY = ['resident', 'staff', 'lapsed', 'offer_cancelled', 'forgotten'] as const;
export type EndedBy = (typeof ENDED_BY)[number];
