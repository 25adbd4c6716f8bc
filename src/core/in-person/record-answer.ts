import { appendEvents } from '../../db/queries/items/events.ts';
import type { ItemRow } from '../../db/queries/items/items.ts';
import { noteSeen, saveResident } from '../../db/queries/residents/residents.ts';
import { hasSlackReceipt, insertSlackReceipt } from '../../db/queries/work/slack-receipts.ts';
import { dropStaffNews } from '../../db/queries/work/staff-news.ts';
import { completionOf, pressOf } from '../dialogue/book.ts';
import { contextAbout } from '../dialogue/step/context-about.ts';
import type { Language } from '../domain/codes.ts';
import type { Form, FormContext } from '../domain/form.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Say, SayLine } from '../domain/say.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { dayOf } from '../domain/time/moments.ts';
import { fillForm } from '../forms/fill-form.ts';
import type { Line } from '../line.ts';
import { sayToResident } from '../residents/say-to-resident.ts';
import type { Answer, KnownVisit } from '../turn/visit.ts';
import { answersOfPerson, type SpokenAnswer } from './answers-of-person.ts';
import { atPerson } from './at-person.ts';

export type Answerable = { answers: SpokenAnswer[]; language: Language };
/** `reply`: what the line says to it, which they are to be told; nothing where this very form had come before. */
export type Recorded = { reply: Say[]; language: Language };
/** `why`: as a phone would say it. `words`: it is about what was written and not about the choice. */
export type NotRecorded = { ok: false; code: 'not_recorded'; why: SayLine[]; words: boolean };

/** What a person without a channel can say to what they were told. Refusals: not_found, role_needed, no_contact, words_destroyed. */
export const listAnswers = (line: Line, member: StaffMember | null, reference: string): Promise<Result<Answerable>> =>
  atPerson(
    line,
    member,
    reference,
    async (visit, row): Promise<Result<Answerable>> =>
      done({ answers: await answersOfPerson(visit, row), language: visit.language }),
  );

/**
 * Writes down what they said, as if they had pressed it on a phone of their own: the same verbs, the same refusals. What the line says to that is
 * theirs to be told, like everything else. `said`: the button; `words`: theirs, where it asks for some. Refusals: not_found, role_needed,
 * no_contact, words_destroyed, not_asked, and `not_recorded` with the reason.
 */
export const recordAnswer = (
  line: Line,
  member: StaffMember | null,
  reference: string,
  { changeKey, said, words }: { changeKey: string; said: string; words: string },
): Promise<Result<Recorded> | NotRecorded> =>
  atPerson(line, member, reference, async (visit, row, by): Promise<Result<Recorded> | NotRecorded> => {
    const { tx, language } = visit;
    const once = `said:${changeKey}`;
    if (await hasSlackReceipt(tx, once)) return done({ reply: [], language });
    const known = (await answersOfPerson(visit, row)).some(({ data }) => data === said);
    const press = pressOf(said.split(':', 1)[0] ?? '');
    if (!known || !press) return refuse('not_asked');
    const pressed = await press(visit, said);
    const came = pressed.next ? await complete(visit, pressed.next, words, changeKey) : pressed;
    if ('code' in came) return came;
    const [reply] = came.say;
    const refusal = reply?.lines.find(({ key }) => key.startsWith('errors:'));
    if (refusal) return notRecorded([refusal], false);
    if (Object.keys(visit.changes).length > 0) await saveResident(tx, visit.resident.id, visit.changes);
    await written(visit, row, by, once);
    if (!reply) return done({ reply: [], language });
    // What stands under it is the screen of their item, which nobody reads out.
    const itemId = came.promised?.itemId ?? row.id;
    const kind = came.promised?.kind ?? 'confirmation';
    await sayToResident(tx, line, { residentId: visit.resident.id, key: visit.key, itemId, kind, say: [reply] });
    return done({ reply: [reply], language });
  });

const notRecorded = (why: SayLine[], words: boolean): NotRecorded => ({ ok: false, code: 'not_recorded', why, words });

/** A form that a press opens asks for words, or whether they are sure: whoever stands beside them has heard both. */
async function complete(
  visit: KnownVisit,
  { form, about, offer }: NonNullable<Answer['next']>,
  words: string,
  changeKey: string,
): Promise<Answer | NotRecorded> {
  const context = contextAbout(visit.context, about, { ...(offer && { offer }) });
  const filled = fillForm(form, context, givenTo(form, context, words), changeKey);
  if (!filled.ok) return notRecorded(Object.values(filled.wrong), true);
  visit.context = context;
  return (await completionOf(form.name)?.(visit, filled.answers, about, changeKey)) ?? { say: [] };
}

const givenTo = (form: Form, context: FormContext, words: string): Record<string, string> =>
  Object.fromEntries(
    form.questions.map(({ key, kind, options }) => {
      const only = options?.({}, context).find(({ leaves }) => !leaves)?.code ?? '';
      return [key, kind === 'choice' ? only : words];
    }),
  );

async function written({ tx, line, resident }: KnownVisit, row: ItemRow, by: StaffMember, once: string): Promise<void> {
  const now = line.now();
  await appendEvents(tx, [{ kind: 'person_answered', itemId: row.id, actor: 'staff', staffId: by.id, at: now }]);
  await dropStaffNews(tx, by.id, row.id);
  await noteSeen(tx, resident.id, dayOf(now));
  await insertSlackReceipt(tx, once, now);
}
