import type { JobResult } from '../../../core/domain/work/job-result.ts';
import { DONE } from '../../../core/domain/work/job-result.ts';
import { type OverdueDay, type OverdueFor, readOverdueDay } from '../../../core/items/overdue-of-day.ts';
import { readStandingCard } from '../../../core/posts/standing-posts.ts';
import { type Block, context, section } from '../kit/blocks.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { bringPost, type PostSpec } from './bring-post.ts';
import { type Delivery, linkTo } from './context.ts';
import { carries, findLately } from './find-message.ts';

const { codeWords, words } = staffWords('staff-cards');

export const OVERDUE_EVENT = 'community_line_overdue';

/** A message takes 13,200 characters; Home and `/line queue overdue` have the rest. */
const MOST_LINES = 45;
const LINES_A_SECTION = 12;

/**
 * What became overdue on one day, in one post: to the leads with kind, place, agency and a link to each card; of hidden items the number and the
 * link alone, in the restricted channel and nowhere else. More of the same day is added to it.
 */
export const deliverOverdueDay = (to: Delivery, about: { day: string; whom: string }): Promise<JobResult> =>
  bringPost(to, dayPost(to, about.day, about.whom === 'protection' ? 'protection' : 'leads'));

function dayPost(to: Delivery, day: string, whom: OverdueFor): PostSpec<OverdueDay> {
  const { main, sensitive, leads } = to.channels;
  const payload = { day, whom };
  return {
    wanted: { kind: 'overdue', key: `${day}:${whom}` },
    read: () => readOverdueDay(to.line, day, whom),
    place: async () => ({ ok: true, value: { channel: whom === 'protection' ? sensitive : (leads ?? main) } }),
    version: () => 0,
    instead: () => (whom === 'protection' ? null : main),
    find: (post) => findLately(to, post.channel, (message) => carries(message, OVERDUE_EVENT, payload)),
    content: async (read, post) => {
      const { entries, referrals } = read;
      if (entries.length + referrals.length === 0 && post.ts === null) return { stop: DONE };
      const text = [
        ...(entries.length > 0 || referrals.length === 0
          ? [words(`overdue_day.${whom}`, { count: entries.length })]
          : []),
        ...(referrals.length > 0 ? [words('overdue_day.referrals', { count: referrals.length })] : []),
      ].join(' ');
      const metadata = { event_type: OVERDUE_EVENT, event_payload: payload };
      return { message: { text, blocks: await dayBlocks(to, read, whom, text), metadata } };
    },
  };
}

async function dayBlocks(
  to: Delivery,
  { entries, referrals }: OverdueDay,
  whom: OverdueFor,
  title: string,
): Promise<Block[]> {
  const all = [
    ...entries.map((entry) => ({ entry, last: dueWords(entry), agency: codeWords('agency', entry.agency) })),
    ...referrals.map((entry) => ({ entry, last: referralWords(entry), agency: between(entry) })),
  ];
  const lines = await Promise.all(all.slice(0, MOST_LINES).map((one) => lineOf(to, one, whom)));
  const pages = Array.from({ length: Math.ceil(lines.length / LINES_A_SECTION) }, (_, page) =>
    section(lines.slice(page * LINES_A_SECTION, (page + 1) * LINES_A_SECTION).join('\n')),
  );
  const more = all.length - lines.length;
  return [section(`*${title}*`), ...pages, ...(more > 0 ? [context(words('overdue_day.more', { count: more }))] : [])];
}

type Line = { entry: OverdueDay['entries'][number] | OverdueDay['referrals'][number]; agency: string; last: string };

async function lineOf(to: Delivery, { entry, agency, last }: Line, whom: OverdueFor): Promise<string> {
  const { id, reference, kind, type, municipality } = entry;
  const card = await readStandingCard(to.line, id);
  const mayLink = card !== null && (whom === 'leads' || card.channel === to.channels.sensitive);
  const link = mayLink ? await linkTo(to, card) : null;
  const what =
    whom === 'protection'
      ? []
      : [
          type === null ? codeWords('kind', kind) : codeWords('type', type),
          municipality === null ? words('unknown') : codeWords('municipality', municipality),
          agency,
        ];
  return [link === null ? `*${reference}*` : `<${link}|${reference}>`, ...what, last].join(' · ');
}

function dueWords({ status, firstResponseAt, dueAt }: OverdueDay['entries'][number]): string {
  if (status === 'closed') return words('overdue_day.closed');
  return firstResponseAt === null ? words('overdue_day.due', { when: moment(dueAt) }) : words('overdue_day.answered');
}

const between = ({ fromAgency, toAgency }: OverdueDay['referrals'][number]): string =>
  words('overdue_day.between', { from: codeWords('agency', fromAgency), to: codeWords('agency', toAgency) });

const referralWords = ({ state, dueAt }: OverdueDay['referrals'][number]): string =>
  state === 'offered'
    ? words('overdue_day.referral_due', { when: moment(dueAt) })
    : words('overdue_day.referral_answered');
