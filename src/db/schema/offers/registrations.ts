import { sql } from 'drizzle-orm';
import { bigserial, boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { SATISFACTIONS } from '../../../core/domain/codes.ts';
import { ENDED_BY, REGISTRATION_STATUSES } from '../../../core/domain/offers/registration.ts';
import { bytes, instant, known } from '../columns.ts';
import { items } from '../items/items.ts';
import { residents } from '../residents/residents.ts';
import { offers } from './offers.ts';

/**
 * A person's place in an offer. Changed only by who holds the offer's row. A freed seat is `offered` to the next who waits for a while and
 * counts as taken; who does not take it has `lapsed`.
 */
export const registrations = pgTable(
  'registrations',
  {
    id: uuid('id').primaryKey(),
    offerId: uuid('offer_id')
      .notNull()
      .references(() => offers.id, { onDelete: 'restrict' }),
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'restrict' }),
    /** Null after the resident was forgotten. */
    residentId: uuid('resident_id').references(() => residents.id, { onDelete: 'set null' }),
    status: text('status', { enum: REGISTRATION_STATUSES }).notNull(),
    /** Where in the line: given out while the offer's row is held, so it follows the order in which people came. */
    lineNumber: bigserial('line_number', { mode: 'number' }).notNull(),
    /** The groups of SEAT_GROUPS that they belong to, one bit each. */
    groups: integer('groups').notNull().default(0),
    /** Name, phone, needs and answers, under the resident's key; null once destroyed. */
    sealedDetails: bytes('sealed_details'),
    /** They agreed that the organiser gets their name and phone. */
    share: boolean('share').notNull().default(false),
    offeredUntil: instant('offered_until'),
    seatedAt: instant('seated_at'),
    endedAt: instant('ended_at'),
    /** Who or what gave the place up. */
    endedBy: text('ended_by', { enum: ENDED_BY }),
    /** What they had when they were forgotten: figures go on counting it (db/queries/reports/before-erasure.ts). */
    statusWhenErased: text('status_when_erased', { enum: REGISTRATION_STATUSES }),
    /** "I'm coming", after a reminder. */
    comingAt: instant('coming_at'),
    /** The promise (time, place) they were told last: offers.promiseVersion. */
    toldVersion: integer('told_version').notNull().default(1),
    /** Wrong attendance codes typed so far. */
    wrongCodes: integer('wrong_codes').notNull().default(0),
    /** Afterwards: was it useful, would they recommend it. */
    useful: text('useful', { enum: SATISFACTIONS }),
    recommend: text('recommend', { enum: SATISFACTIONS }),
    /** The certificate and the questions afterwards were sent. */
    finishedAt: instant('finished_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('registrations_once_key')
      .on(table.offerId, table.residentId)
      .where(sql`${table.status} in ('seated', 'offered', 'waiting')`),
    uniqueIndex('registrations_item_id_key').on(table.itemId),
    index('registrations_line_idx').on(table.offerId, table.status, table.lineNumber),
    index('registrations_resident_id_idx').on(table.residentId),
    index('registrations_offered_until_idx').on(table.offeredUntil).where(sql`${table.status} = 'offered'`),
    check('registrations_offered_end', sql`(${table.status} = 'offered') = (${table.offeredUntil} is not null)`),
    known(table.status, REGISTRATION_STATUSES),
    known(table.endedBy, ENDED_BY),
    known(table.statusWhenErased, REGISTRATION_STATUSES),
    known(table.useful, SATISFACTIONS),
    known(table.recommend, SATISFACTIONS),
  ],
);
