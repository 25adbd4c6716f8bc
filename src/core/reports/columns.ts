/** The line list's columns with their HXL tags (https://hxlstandard.org), in the order that is relied on from outside. */
export const LINE_LIST_COLUMNS = [
  ['reference', '#meta+id'],
  ['kind', '#indicator+kind'],
  ['type', '#indicator+type'],
  ['received_at', '#date+reported'],
  ['municipality', '#adm2+name'],
  ['sector', '#sector'],
  ['agency', '#org'],
  ['language', '#meta+lang'],
  ['channel', '#channel'],
  ['gender', '#respondee+sex'],
  ['age_band', '#respondee+age'],
  ['community', '#respondee+group'],
  ['disability', '#respondee+disability'],
  ['priority', '#severity'],
  ['status', '#status'],
  ['closed_reason', '#status+reason'],
  ['first_response_hours', '#date+response+hours'],
  ['closed_at', '#date+end'],
  ['loop_closed_at', '#date+loop'],
  ['satisfaction', '#indicator+satisfaction'],
] as const;

/** Only with `--with-text`. */
export const TEXT_COLUMN = ['text', '#description'] as const;

export const SUMMARY_COLUMNS = [
  ['breakdown', '#indicator+breakdown'],
  ['group', '#indicator+group'],
  ['received', '#indicator+received+num'],
  ['answered', '#indicator+answered+num'],
  ['closed', '#indicator+closed+num'],
  ['loop_closed', '#indicator+loop_closed+num'],
  ['reopened', '#indicator+reopened+num'],
  ['satisfied', '#indicator+satisfied+num'],
  ['partly_satisfied', '#indicator+partly_satisfied+num'],
  ['unsatisfied', '#indicator+unsatisfied+num'],
  ['first_response_median_hours', '#date+response+hours+median'],
  ['first_response_p90_hours', '#date+response+hours+p90'],
  ['closing_median_hours', '#date+closing+hours+median'],
  ['closing_p90_hours', '#date+closing+hours+p90'],
] as const;
