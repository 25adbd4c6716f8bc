import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { AGENCIES, MUNICIPALITIES, SECTORS } from '../../../core/domain/codes.ts';
import {
  type HeldSeats,
  OFFER_KINDS,
  OFFER_STATUSES,
  type OfferRules,
  type OfferTexts,
  type OwnQuestion,
  type PaperNeeded,
  TEACHING_LANGUAGES,
} from '../../../core/domain/offers/offer.ts';
import { eachKnown, instant, known } from '../columns.ts';
import { staff } from '../staff/staff.ts';

/** What the programme offers: trainings, placements, grant calls. Public words of staff, nothing of a resident. Money is euro cents. */
export const offers = pgTable(
  'offers',
  {
    id: uuid('id').primaryKey(),
    /** `T-7K3QM9`. */
    code: text('code').notNull(),
    /** Staff's own number for it, from a spreadsheet. */
    ownCode: text('own_code'),
    /** The modal that made it: a second sending makes no second offer. */
    changeKey: text('change_key'),
    kind: text('kind', { enum: OFFER_KINDS }).notNull(),
    status: text('status', { enum: OFFER_STATUSES }).notNull().default('draft'),
    agency: text('agency', { enum: AGENCIES }).notNull(),
    municipality: text('municipality', { enum: MUNICIPALITIES }).notNull(),
    sector: text('sector', { enum: SECTORS }).notNull(),
    teachingLanguages: text('teaching_languages', { enum: TEACHING_LANGUAGES }).array().notNull(),
    /** By language: title, place, description (core/domain/offers/offer.ts, OfferTexts). */
    texts: jsonb('texts').$type<OfferTexts>().notNull(),
    seats: integer('seats'),
    waitingSeats: integer('waiting_seats').notNull().default(0),
    heldSeats: jsonb('held_seats').$type<HeldSeats>().notNull().default({}),
    heldUntil: instant('held_until'),
    rules: jsonb('rules').$type<OfferRules>().notNull().default({}),
    questions: jsonb('questions').$type<OwnQuestion[]>().notNull().default([]),
    papers: jsonb('papers').$type<PaperNeeded[]>().notNull().default([]),
    deadline: instant('deadline'),
    maximumCents: bigint('maximum_cents', { mode: 'number' }),
    budgetCents: bigint('budget_cents', { mode: 'number' }),
    formVersion: integer('form_version').notNull().default(1),
    promiseVersion: integer('promise_version').notNull().default(1),
    /** Why it was cancelled, as staff tell people; by language. */
    cancelledBecause: jsonb('cancelled_because'),
    createdBy: uuid('created_by').references(() => staff.id, { onDelete: 'restrict' }),
    publishedAt: instant('published_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('offers_code_key').on(table.code),
    uniqueIndex('offers_own_code_key').on(table.ownCode),
    uniqueIndex('offers_change_key_key').on(table.changeKey),
    index('offers_created_by_idx').on(table.createdBy),
    index('offers_status_kind_idx').on(table.status, table.kind),
    check('offers_seats', sql`(${table.kind} = 'grant_call') = (${table.seats} is null)`),
    check('offers_seats_positive', sql`${table.seats} is null or (${table.seats} > 0 and ${table.waitingSeats} >= 0)`),
    check(
      'offers_money',
      sql`(${table.kind} = 'grant_call') = (${table.maximumCents} is not null and ${table.budgetCents} is not null)`,
    ),
    known(table.kind, OFFER_KINDS),
    known(table.status, OFFER_STATUSES),
    known(table.agency, AGENCIES),
    known(table.municipality, MUNICIPALITIES),
    known(table.sector, SECTORS),
    eachKnown(table.teachingLanguages, TEACHING_LANGUAGES),
  ],
);
