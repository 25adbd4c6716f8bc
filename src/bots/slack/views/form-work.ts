import { z } from 'zod';
import {
  AGENCIES,
  FEEDBACK_TYPES,
  LANGUAGES,
  MUNICIPALITIES,
  PRIORITIES,
  ROLES,
  SECTORS,
} from '../../../core/domain/codes.ts';
import { mayExport, type StaffMember } from '../../../core/domain/permissions.ts';
import { parseReference } from '../../../core/domain/reference.ts';
import { done, type Result, refuse } from '../../../core/domain/result.ts';
import { answerReferral } from '../../../core/items/answer-referral.ts';
import { classifyItem } from '../../../core/items/classify-item.ts';
import { closeItem } from '../../../core/items/close-item.ts';
import { enterItem } from '../../../core/items/enter-item.ts';
import { excludeStaff } from '../../../core/items/exclude-staff.ts';
import { markSensitive } from '../../../core/items/mark-sensitive.ts';
import { mergeItems } from '../../../core/items/merge-items.ts';
import { noteOnItem } from '../../../core/items/note-on-item.ts';
import { referItem } from '../../../core/items/refer-item.ts';
import { replyToItem } from '../../../core/items/reply-to-item.ts';
import { addStaff } from '../../../core/staff/add-staff.ts';
import { listStaffMembers } from '../../../core/staff/list-staff-members.ts';
import { removeStaff } from '../../../core/staff/remove-staff.ts';
import { sendFile } from '../actions/send-file.ts';
import type { Metadata } from '../payloads.ts';
import { logFailure, refusalWords, tell } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';

/** What a form does once sent; the text it gives back is shown in place of the form, `null` closes it. */
export type FormWork = (
  bot: StaffBot,
  member: StaffMember,
  metadata: Metadata,
  fields: Record<string, string | string[]>,
) => Promise<Result<string | null>>;

const text = z.string().default('');

/** Reads the fields, or refuses a payload that is not one of our forms. */
function work<T>(
  schema: z.ZodType<T>,
  then: (fields: T, ...rest: Parameters<FormWork>) => Promise<Result<unknown>>,
  say?: (bot: StaffBot, value: never) => string,
): FormWork {
  return async (bot, member, metadata, fields) => {
    const parsed = schema.safeParse(fields);
    if (!parsed.success) return refuse('bad_form');
    const result = await then(parsed.data, bot, member, metadata, fields);
    return result.ok ? done(say ? say(bot, result.value as never) : null) : result;
  };
}

/** One entry a form: its fields and the one core call it makes. */
export const FORM_WORK: Record<string, FormWork> = {
  reply: work(
    z.object({ text }),
    (fields, { line }, member, { reference, changeKey, readers }) =>
      replyToItem(line, member, reference, { ...fields, changeKey, readers }),
    (bot, { way }: { way: string }) => bot.words(`replied.${way}`),
  ),
  note: work(z.object({ text }), (fields, { line }, member, { reference, changeKey }) =>
    noteOnItem(line, member, reference, { ...fields, changeKey }),
  ),
  refer: work(
    z.object({ agency: z.enum(AGENCIES), remark: text }),
    ({ agency, remark }, { line }, member, { reference }) =>
      referItem(line, member, reference, { toAgency: agency, remark }),
  ),
  close: work(
    z.object({ reason: z.enum(['answered', 'acted_on', 'referred_out', 'out_of_scope']), text }),
    (fields, { line }, member, { reference, changeKey, readers }) =>
      closeItem(line, member, reference, { reason: fields.reason, whatWasDone: fields.text, changeKey, readers }),
  ),
  return_referral: work(z.object({ text }), (fields, { line }, member, { reference }) =>
    answerReferral(line, member, reference, { accept: false, reason: fields.text }),
  ),
  classify: work(
    z.object({
      type: z.enum(FEEDBACK_TYPES).optional(),
      sector: z.enum(SECTORS).optional(),
      priority: z.enum(PRIORITIES).optional(),
      municipality: z.enum(MUNICIPALITIES).optional(),
      agency: z.enum(AGENCIES).optional(),
    }),
    (fields, { line }, member, { reference }) => classifyItem(line, member, reference, fields as never),
  ),
  merge: work(z.object({ into: text }), async ({ into }, { line }, member, { reference }) => {
    const target = parseReference(into);
    return target ? mergeItems(line, member, reference, target) : refuse('target_not_found');
  }),
  mark_sensitive: work(z.object({}), (_, { line }, member, { reference }) => markSensitive(line, member, reference)),
  exclude: work(z.object({ people: z.array(z.string()) }), async ({ people }, { line }, member, { reference }) => {
    const known = (await listStaffMembers(line)).filter((one) => people.includes(one.slackUserId));
    // Excluding some and silently not the others would be worse than excluding none.
    if (known.length < people.length) return refuse('unknown_staff');
    return excludeStaff(
      line,
      member,
      reference,
      known.map((one) => one.id),
    );
  }),
  new: work(
    z.object({
      channel: z.enum(['phone', 'in_person', 'other']),
      type: z.enum(FEEDBACK_TYPES),
      municipality: z.enum(MUNICIPALITIES),
      sector: z.enum(SECTORS),
      language: z.enum(LANGUAGES),
      text,
    }),
    (fields, { line }, member, { changeKey }) => enterItem(line, member, { ...fields, changeKey }),
    (bot, { reference }: { reference: string }) => bot.words('entered', { reference }),
  ),
  staff_add: work(
    z.object({
      person: z.string(),
      name: z.string().trim().min(1).max(80),
      agency: z.enum(AGENCIES),
      roles: z.array(z.enum(ROLES)),
    }),
    ({ person, name, agency, roles }, { line }, member) =>
      addStaff(line, member, { slackUserId: person, displayName: name, agency, roles }),
    (bot) => bot.words('staff.added'),
  ),
  staff_remove: work(
    z.object({ person: z.string() }),
    ({ person }, { line }, member) => removeStaff(line, member, person),
    (bot) => bot.words('staff.removed'),
  ),
  export: work(
    z.object({
      what: z.enum(['items', 'summary', 'participants', 'attendance', 'grants']),
      offer: text,
      kind: z.enum(['feedback', 'registration', 'enquiry', 'all']),
      from: z.iso.date(),
      to: z.iso.date(),
      with_text: z.array(z.string()).default([]),
    }),
    async ({ what, offer, kind, from, to, with_text }, bot, member) => {
      const make = bot.exportFile;
      if (!make || !mayExport(member)) return refuse('not_allowed');
      // Longer than Slack waits for a form: the file, or why there is none, comes as a direct message.
      void deliver(bot, member.slackUserId, () =>
        make(
          member,
          what === 'items' || what === 'summary'
            ? { what, kind, from, to, withText: with_text.length > 0 }
            : { what, offer },
        ),
      );
      return done(null);
    },
    (bot) => bot.words('export.coming'),
  ),
};

async function deliver(
  bot: StaffBot,
  slackUserId: string,
  make: () => Promise<Result<{ name: string; bytes: Uint8Array }>>,
): Promise<void> {
  try {
    const made = await make();
    if (!made.ok) return await tell(bot, { userId: slackUserId }, refusalWords(bot, made));
    await sendFile(bot, slackUserId, { ...made.value, comment: bot.words('export.here') });
  } catch (error) {
    logFailure(bot, error);
    await tell(bot, { userId: slackUserId }, bot.words('apology')).catch((failure) => logFailure(bot, failure));
  }
}
