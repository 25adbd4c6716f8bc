import { ENQUIRY_STATES } from '../../../core/domain/offers/enquiry.ts';
import { findReference } from '../../../core/domain/reference.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { type ListedCall, listCalls } from '../../../core/grants/list-calls.ts';
import { type CallMoney, listEnquiries, type Pipeline } from '../../../core/grants/list-enquiries.ts';
import { showOfferByCode } from '../../../core/offers/show-offer.ts';
import { HOME_OPEN } from '../cards/buttons.ts';
import { clean } from '../escape.ts';
import { actions, type Block, beside, context, header, section } from '../kit/blocks.ts';
import { anId, buttonOf } from '../kit/button.ts';
import { ago, moment } from '../kit/moment.ts';
import { euros, staffWords } from '../kit/words.ts';
import { NEW_OFFER, OFFER_OPEN } from '../offers/buttons.ts';
import { plainTitle, titleOf } from '../offers/offer-words.ts';
import { tell, whyRefused } from '../respond.ts';
import type { Asked, StaffBot } from '../surface.ts';

const { words: offerWords } = staffWords('staff-offers');
const { codeWords, words } = staffWords('staff-grants');
const { words: staff } = staffWords('staff');

/** A message takes 50 blocks: heading, money, the states' lines and the last one want a dozen. */
const MOST_IN_MESSAGE = 35;
const MOST_CALLS = 20;

const moneyWords = ({ budgetCents, askedCents, approvedCents, leftCents }: CallMoney): string =>
  words('money', {
    budget: euros(budgetCents),
    asked: euros(askedCents),
    approved: euros(approvedCents),
    left: euros(leftCents),
  });

const countWords = (counts: Record<string, number | undefined>): string => {
  const some = ENQUIRY_STATES.filter((state) => (counts[state] ?? 0) > 0);
  if (some.length === 0) return words('none_yet');
  return some.map((state) => `${codeWords('state', state)}: ${counts[state]}`).join(' · ');
};

/** Of a call: its id. */
export const PIPELINE = buttonOf('grant_pipeline', anId);

/** A call in one block: how many stand where, and its euros. */
const callBlock = ({ call, money }: ListedCall): Block =>
  beside(
    [
      `*${call.facts.code}* · ${titleOf(call.facts)} · ${codeWords('call_state', call.state)}`,
      countWords(call.enquiries),
      moneyWords(money),
    ].join('\n'),
    PIPELINE.make(staff('button.open'), call.facts.id),
  );

/** The pipeline of a call: its money, and each application with its number, no name. */
export function pipelineBlocks({ call, money, counts, entries, total }: Pipeline): Block[] {
  const rows = ENQUIRY_STATES.flatMap((state): Block[] => {
    const here = entries.filter((entry) => entry.state === state);
    if (here.length === 0) return [];
    return [
      section(`*${codeWords('state', state)}* (${counts[state] ?? here.length})`),
      ...here.map((one) => row(one)),
    ];
  });
  return [
    header(`${call.facts.code} · ${clean(plainTitle(call.facts))}`),
    section(moneyWords(money)),
    // Its texts, dates and state are changed with the other offers.
    actions([OFFER_OPEN.make(words('button.call'), call.facts.id)]),
    ...(total === 0 ? [section(words('none_yet'))] : rows),
    ...(total > entries.length ? [context(staff('list.more', { count: total - entries.length }))] : []),
  ];
}

function row(entry: Pipeline['entries'][number]): Block {
  const text = [
    `*${entry.reference}*`,
    entry.approvedCents === null ? euros(entry.amountCents) : euros(entry.approvedCents),
    codeWords('stage', entry.businessStage),
    entry.appointmentAt && entry.state === 'adviser'
      ? words('talk_at', { when: moment(entry.appointmentAt) })
      : words('since', { when: ago(entry.updatedAt) }),
    ...(entry.appealItemId === null ? [] : [words('appealed')]),
  ].join(' · ');
  return beside(text, HOME_OPEN.make(staff('button.open'), entry.reference));
}

/** `/line grant`: the calls with their money; `/line grant CODE`: one call's applications. */
export async function grant(asked: Asked): Promise<void> {
  const { bot, member, aside, rest } = asked;
  if (rest !== '') return grantPipeline(asked);
  const found = await listCalls(bot.line, member, MOST_CALLS);
  if (!found.ok) return tell(bot, aside, await whyRefused(bot, found));
  const { calls, total } = found.value;
  const title = words('calls');
  await tell(bot, aside, title, [
    section(`*${title}* (${total})`),
    ...(calls.length === 0 ? [section(staff('nothing'))] : []),
    ...calls.map((call) => callBlock(call)),
    ...(total > calls.length ? [context(staff('list.more', { count: total - calls.length }))] : []),
    actions([NEW_OFFER.grant_call.make(offerWords('button.new_grant_call'), 'grant_call')]),
  ]);
}

async function grantPipeline({ bot, member, aside, rest }: Asked): Promise<void> {
  const code = findReference(rest);
  const call = code === null ? null : await showOfferByCode(bot.line, member, code);
  if (call === null) return tell(bot, aside, words('no_such_call'));
  if (!call.ok)
    return tell(bot, aside, call.code === 'not_found' ? words('no_such_call') : await whyRefused(bot, call));
  const found = await listEnquiries(bot.line, member, call.value.facts.id, MOST_IN_MESSAGE);
  if (!found.ok) return tell(bot, aside, words('no_such_call'));
  await tell(bot, aside, call.value.facts.code, pipelineBlocks(found.value));
}

const MOST_ON_HOME = 10;

/** Home's board: a block an open call. */
export async function grantBoard(bot: StaffBot, member: StaffMember): Promise<Block[]> {
  const found = await listCalls(bot.line, member, MOST_ON_HOME + 1);
  if (!found.ok) return [];
  const open = found.value.calls.filter(({ call }) => call.facts.status !== 'draft');
  if (open.length === 0) return [];
  return [header(words('calls')), ...open.slice(0, MOST_ON_HOME).map((call) => callBlock(call))];
}
