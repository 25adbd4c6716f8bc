import { z } from 'zod';
import {
  AGENCIES,
  FEEDBACK_TYPES,
  LANGUAGES,
  MUNICIPALITIES,
  PRIORITIES,
  ROLES,
  SAFETIES,
  SECTORS,
  STAFF_AGENCIES,
} from '../../../core/domain/codes.ts';
import { parseReference } from '../../../core/domain/reference.ts';
import { done, type Result, refuse } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { answerReferral } from '../../../core/items/answer-referral.ts';
import { classifyItem } from '../../../core/items/classify-item.ts';
import { closeItem } from '../../../core/items/close-item.ts';
import { excludeStaff } from '../../../core/items/hidden/exclude-staff.ts';
import { markSensitive } from '../../../core/items/hidden/mark-sensitive.ts';
import { mergeItems } from '../../../core/items/merge-items.ts';
import { noteOnItem } from '../../../core/items/note-on-item.ts';
import { referItem } from '../../../core/items/refer-item.ts';
import { replyToItem } from '../../../core/items/reply-to-item.ts';
import { enterItem } from '../../../core/items/taken-in/enter-item.ts';
import { REPORT_KINDS } from '../../../core/reports/report.ts';
import { REPORT_NAMES, reportOf } from '../../../core/reports.ts';
import { addStaff } from '../../../core/staff/add-staff.ts';
import { removeStaff } from '../../../core/staff/remove-staff.ts';
import { sendExport } from '../exports/exports.ts';
import { comparingNames } from '../host/compare-names.ts';
import { type Listing, type Send, view } from '../host/listing.ts';
import { looksWrong } from '../kit/language-hint.ts';
import { staffWords } from '../kit/words.ts';
import type { Metadata } from '../payloads.ts';
import type { StaffBot } from '../staff-bot.ts';
import { readByMoreForm, replyForm } from './item-forms.ts';

const { words: roleWords } = staffWords('staff-roles');
const { words: staff } = staffWords('staff');

const text = z.string().default('');

/** What became of the roles that were chosen: given, or waiting for another. */
function savedWords(waiting: string[], stuck: string[]): string {
  if (waiting.length === 0) return staff('staff.added');
  const names = (roles: string[]) => roles.map((role) => roleWords(`role.${role}`)).join(', ');
  const said = roleWords('waiting', { roles: names(waiting) });
  return stuck.length === 0 ? said : `${said} ${roleWords('stuck', { roles: names(stuck) })}`;
}

/** Reads the fields, or refuses a payload that is not one of our forms. */
function work<T>(
  schema: z.ZodType<T>,
  then: (fields: T, bot: StaffBot, member: StaffMember, metadata: Metadata) => Promise<Result<unknown>>,
  say?: (value: never) => string,
): Send {
  return async (bot, member, metadata, fields) => {
    const parsed = schema.safeParse(fields);
    if (!parsed.success) return refuse('bad_form');
    const result = await then(parsed.data, bot, member, metadata);
    return result.ok ? done(say ? say(result.value as never) : null) : result;
  };
}

/** Asks once more before an answer goes out whose language looks like another than the resident's. */
const reply: Send = async (bot, member, metadata, fields, sent) => {
  const { text: typed } = fields;
  if (!metadata.warned && typeof typed === 'string' && looksWrong(typed, metadata.language ?? 'sq')) {
    const shown = replyForm(bot, { metadata: { ...metadata, warned: true }, text: typed, preview: true });
    return { answer: { response_action: 'update', view: shown } };
  }
  return sendReply(bot, member, metadata, fields, sent);
};

/** The form once more where more people will read it than it said. */
const tellingReaders =
  (name: string, send: Send): Send =>
  async (bot, member, metadata, fields, sent) => {
    const result = await send(bot, member, metadata, fields, sent);
    if ('answer' in result || result.ok || result.code !== 'more_read_it') return result;
    const again = readByMoreForm(bot, name, metadata, Number(result.values?.count), fields);
    return again ? { answer: { response_action: 'update', view: again } } : result;
  };

const sendReply = work(
  z.object({ text }),
  (fields, { line }, member, { reference, changeKey, readers }) =>
    replyToItem(line, member, reference, { ...fields, changeKey, readers }),
  ({ way }: { way: string }) => staff(`replied.${way}`),
);

/** One entry a form: its fields and the one core call it makes. */
export const ITEM_VIEWS: Listing[] = [
  view('reply', 'work_on_items', tellingReaders('reply', reply)),
  view(
    'note',
    'work_on_items',
    work(z.object({ text }), (fields, { line }, member, { reference, changeKey }) =>
      noteOnItem(line, member, reference, { ...fields, changeKey }),
    ),
  ),
  view(
    'refer',
    'work_on_items',
    work(z.object({ agency: z.enum(AGENCIES), remark: text }), ({ agency, remark }, { line }, member, { reference }) =>
      referItem(line, member, reference, { toAgency: agency, remark }),
    ),
  ),
  view(
    'close',
    'work_on_items',
    tellingReaders(
      'close',
      work(
        z.object({ reason: z.enum(['answered', 'acted_on', 'referred_out', 'out_of_scope']), text }),
        (fields, { line }, member, { reference, changeKey, readers }) =>
          closeItem(line, member, reference, { reason: fields.reason, whatWasDone: fields.text, changeKey, readers }),
      ),
    ),
  ),
  view(
    'return_referral',
    'work_on_items',
    work(z.object({ text }), (fields, { line }, member, { reference }) =>
      answerReferral(line, member, reference, { accept: false, reason: fields.text }),
    ),
  ),
  view(
    'classify',
    'work_on_items',
    work(
      z.object({
        type: z.enum(FEEDBACK_TYPES).optional(),
        sector: z.enum(SECTORS).optional(),
        priority: z.enum(PRIORITIES).optional(),
        municipality: z.enum(MUNICIPALITIES).optional(),
        agency: z.enum(AGENCIES).optional(),
      }),
      (fields, { line }, member, { reference }) => classifyItem(line, member, reference, fields as never),
    ),
  ),
  view(
    'merge',
    'work_on_items',
    work(z.object({ into: text }), async ({ into }, { line }, member, { reference }) => {
      const target = parseReference(into);
      return target ? mergeItems(line, member, reference, target) : refuse('target_not_found');
    }),
  ),
  view(
    'mark_sensitive',
    'work_on_items',
    work(z.object({}), (_, { line }, member, { reference }) => markSensitive(line, member, reference)),
  ),
  view(
    'exclude',
    'see_sensitive',
    comparingNames(
      work(
        z.object({ people: z.array(z.string()).default([]), names: text }),
        ({ people, names }, { line }, member, { reference }) =>
          excludeStaff(line, member, reference, [], { slackUserIds: people, names: names.split('\n') }),
      ),
    ),
  ),
  view(
    'new',
    'see_items',
    work(
      z.object({
        channel: z.enum(['phone', 'in_person', 'other']),
        type: z.enum(FEEDBACK_TYPES),
        municipality: z.enum(MUNICIPALITIES),
        sector: z.enum(SECTORS),
        language: z.enum(LANGUAGES),
        safety: z.enum(SAFETIES).optional(),
        text,
      }),
      (fields, { line }, member, { changeKey }) => enterItem(line, member, { ...fields, changeKey }),
      ({ reference }: { reference: string }) => staff('entered', { reference }),
    ),
  ),
  view(
    'staff_add',
    'manage_staff',
    comparingNames(
      work(
        z.object({
          person: z.string(),
          name: z.string().trim().min(1).max(80),
          agency: z.enum(STAFF_AGENCIES),
          roles: z.array(z.enum(ROLES)),
        }),
        ({ person, name, agency, roles }, { line }, member) =>
          addStaff(line, member, { slackUserId: person, displayName: name, agency, roles }),
        ({ waiting, stuck }: { waiting: string[]; stuck: string[] }) => savedWords(waiting, stuck),
      ),
    ),
  ),
  view(
    'staff_remove',
    'manage_staff',
    work(
      z.object({ person: z.string() }),
      ({ person }, { line }, member) => removeStaff(line, member, person),
      () => staff('staff.removed'),
    ),
  ),
  view(
    'export',
    'export',
    work(
      z.object({
        what: z.enum(REPORT_NAMES),
        offer: text,
        kind: z.enum(REPORT_KINDS),
        from: z.iso.date(),
        to: z.iso.date(),
        with_text: z.array(z.string()).default([]),
      }),
      async ({ what, offer, kind, from, to, with_text }, bot, member) => {
        const ofPeriod = reportOf(what).of === 'period';
        const wanted = ofPeriod ? { what, kind, from, to, withText: with_text.length > 0 } : { what, offer };
        void sendExport(bot, member, wanted, staff('export.here'));
        return done(null);
      },
      () => staff('export.coming'),
    ),
  ),
];
