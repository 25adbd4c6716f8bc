import { done, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { type HistoryEntry, showHistory } from '../../../core/views/show-history.ts';
import { nameOf } from '../cards/card-facts.ts';
import { escapeAndCut } from '../escape.ts';
import { section } from '../kit/blocks.ts';
import { message, type View } from '../kit/modal.ts';
import { moment } from '../kit/moment.ts';
import { euros, staffWords, wordsAt } from '../kit/words.ts';
import type { StaffBot } from '../surface.ts';

const { codeWords } = staffWords('staff-cards');
const { words } = staffWords('staff');

const MOST_EVENTS = 90;
const MOST_REASON = 600;

/** What happened to an item, each with when, who, what, and the values and reasons that belong to it. */
export async function history(bot: StaffBot, member: StaffMember, reference: string): Promise<Result<View>> {
  const found = await showHistory(bot.line, member, reference);
  if (!found.ok) return found;
  const blocks = found.value.slice(-MOST_EVENTS).map((entry) => section(entryWords(entry)));
  return done(message(blocks.length > 0 ? blocks : words('nothing')));
}

function entryWords({ kind, text, actor, staffName, toName, at, fact, reason }: HistoryEntry): string {
  const who = staffName ? nameOf(staffName) : words(`actor.${actor}`);
  const values = fact ? valuesOf(fact) : [];
  const said = reason === null ? [] : [escapeAndCut(reason.replace(/\s+/g, ' '), MOST_REASON).text];
  const what = wordsAt(text) ?? kind;
  const more = [...(toName ? [nameOf(toName)] : []), ...values, ...said];
  return `${moment(at)} · ${who} · ${more.length > 0 ? `${what}: ${more.join(' · ')}` : what}`;
}

/** The values that a fact holds, in words. Ids are none. */
function valuesOf(fact: NonNullable<HistoryEntry['fact']>): string[] {
  switch (fact.kind) {
    case 'item_submitted':
      return [codeWords('channel', fact.data.channel)];
    case 'item_referred':
      return [codeWords('agency', fact.data.to)];
    case 'referral_accepted':
    case 'referral_returned':
      return [codeWords('agency', fact.data.agency)];
    case 'item_closed':
      return [codeWords('closed_reason', fact.data.reason)];
    case 'item_rated':
      return [words(`rated.${fact.data.answer}`)];
    case 'item_merged':
      return [fact.data.into];
    case 'item_classified':
      return Object.entries(fact.data).flatMap(([name, code]) =>
        code === undefined ? [] : `${words(`forms.classify.${name}`)} ${codeWords(name, code)}`,
      );
    case 'enquiry_approved':
      return [euros(fact.data.cents)];
    case 'times_proposed':
      return [String(fact.data.times)];
    case 'papers_asked':
      return [String(fact.data.papers)];
    case 'paper_received':
      return [words('files', { count: fact.data.files })];
    default:
      return [];
  }
}
