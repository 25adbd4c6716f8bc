/*
 * Erasing somebody's words closes what was open and gives up what they had. Figures count all of it as it stood before: else a period that was
 * issued would come out anew, and what is between both would tell of one person. Each takes what a statement calls its table.
 */

const erasedOpen = (item: string): string => `${item}.open_when_erased`;

export const closedAtOf = (item: string): string =>
  `case when ${erasedOpen(item)} then null else ${item}.closed_at end`;
export const closedReasonOf = (item: string): string =>
  `case when ${erasedOpen(item)} then null else ${item}.closed_reason end`;

/** Answered after it was due, or open, due by then and not answered. */
export const lateBy = (item: string, moment: string): string => `coalesce(${item}.first_response_at > ${item}.due_at,
    (${item}.status = 'open' and ${item}.due_at < ${moment})
      or (${erasedOpen(item)} and ${item}.due_at < least(${moment}, ${item}.redacted_at)))`;

/** Of places given up by erasure before it was written down, a seat that was offered is told from a place in the queue no more. */
export const placeOf = (
  registration: string,
): string => `coalesce(${registration}.status_when_erased, case when ${registration}.ended_by = 'forgotten'
    then case when ${registration}.seated_at is null then 'waiting' else 'seated' end else ${registration}.status end)`;

export const enquiryStateOf = (enquiry: string): string => `coalesce(${enquiry}.state_when_erased, ${enquiry}.state)`;
