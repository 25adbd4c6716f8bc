import { z } from 'zod';
import { done, type Result, refuse } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { askForPapers } from '../../../core/grants/ask-for-papers.ts';
import { decideEnquiry } from '../../../core/grants/decide-enquiry.ts';
import { markComplete } from '../../../core/grants/mark-complete.ts';
import { proposeAppointments } from '../../../core/grants/propose-appointments.ts';
import type { Line } from '../../../core/line.ts';
import { type Listing, view } from '../host/listing.ts';
import { looksWrong } from '../kit/language-hint.ts';
import { staffWords } from '../kit/words.ts';
import type { Metadata } from '../payloads.ts';
import { grantForm } from './actions.ts';

const { words } = staffWords('staff-grants');

type Step<T> = (line: Line, member: StaffMember, metadata: Metadata, fields: T) => Promise<Result<unknown>>;

/**
 * Reads the fields, makes the one core call, and says what became of it. `doubted`: the field that the resident will read; the form comes
 * once more with a hint where it looks like another language than theirs.
 */
const step = <T>(name: string, schema: z.ZodType<T>, run: Step<T>, doubted?: string): Listing =>
  view(`grant_${name}`, 'see_people', async (bot, member, metadata, fields) => {
    const typed = doubted === undefined ? undefined : fields[doubted];
    if (!metadata.warned && typeof typed === 'string' && looksWrong(typed, metadata.language ?? 'sq')) {
      const drawn = await grantForm(bot, member, name, { ...metadata, warned: true }, fields);
      if (drawn.ok) return { answer: { response_action: 'update', view: drawn.value } };
    }
    const parsed = schema.safeParse(fields);
    if (!parsed.success) return refuse('bad_form');
    const result = await run(bot.line, member, metadata, parsed.data);
    return result.ok ? done(words(`done.${name}`)) : result;
  });

/** A datetime picker's seconds since 1970. */
const time = z
  .string()
  .regex(/^\d{1,11}$/)
  .transform((seconds) => new Date(Number(seconds) * 1000))
  .optional();
const text = z.string().default('');
const keys = z.array(z.string()).default([]);

export const GRANT_VIEWS: Listing[] = [
  step(
    'propose',
    z.object({ time_1: time, time_2: time, time_3: time, place: text }),
    (line, member, { reference, changeKey }, { time_1, time_2, time_3, place }) => {
      const times = [time_1, time_2, time_3].filter((one) => one !== undefined);
      return proposeAppointments(line, member, reference, { times, place, changeKey });
    },
  ),
  step(
    'papers',
    z.object({ papers: keys, words: text }),
    (line, member, { reference, changeKey }, fields) => askForPapers(line, member, reference, { ...fields, changeKey }),
    'words',
  ),
  step('complete', z.object({ seen: keys }), (line, member, { reference, changeKey }, { seen }) =>
    markComplete(line, member, reference, { seen, changeKey }),
  ),
  step(
    'decide',
    z.object({ verdict: z.enum(['approve', 'decline']), amount: text, reason: text }),
    async (line, member, { reference, changeKey }, { verdict, amount, reason }) => {
      if (verdict === 'decline')
        return decideEnquiry(line, member, reference, { verdict: { approve: false }, reason, changeKey });
      const cents = readEuros(amount);
      if (cents === null) return refuse('bad_amount');
      const approve = { approve: true as const, amountCents: cents };
      return decideEnquiry(line, member, reference, { verdict: approve, reason, changeKey });
    },
    'reason',
  ),
];

/** Slack's number input gives a decimal point. */
function readEuros(typed: string): number | null {
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(typed.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}
