/**
 * Past its time without an answer that was heard, for a statement that is written as text: of `alias`, at the moment that `now` writes. What is
 * to be told to a person without a channel stays so, closed or not.
 */
export const overdueIn = (alias: string, now: string): string =>
  `((${alias}.status = 'open' or (${alias}.told_by_staff
      and exists (select from deliveries d where d.item_id = ${alias}.id and d.state = 'to_tell')))
    and ${alias}.due_at < ${now} and ${alias}.first_response_at is null)`;
