import { boolean, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { AGENCIES, ROLES } from '../../../core/domain/codes.ts';
import { eachKnown, instant, known } from '../columns.ts';

/** A staff member. Without an active row and a role a person in Slack sees nothing. */
export const staff = pgTable(
  'staff',
  {
    id: uuid('id').primaryKey(),
    slackUserId: text('slack_user_id').notNull(),
    displayName: text('display_name').notNull(),
    agency: text('agency', { enum: AGENCIES }).notNull(),
    roles: text('roles', { enum: ROLES }).array().notNull(),
    active: boolean('active').notNull().default(true),
    /** Compared, as they are called now here and in Slack, with the names given in reports: before anything of those is shown to them. */
    namesChecked: boolean('names_checked').notNull().default(false),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('staff_slack_user_id_key').on(table.slackUserId),
    known(table.agency, AGENCIES),
    eachKnown(table.roles, ROLES),
  ],
);
