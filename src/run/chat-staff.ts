import { Refused } from './foundation.ts';
import { SAMPLE_STAFF } from './sample-staff.ts';
import type { StandIn } from './stand-in-client.ts';

const HELP = [
  ':staff cards                 the cards in the channel',
  ':staff claim REF             press Claim',
  ':staff reply REF TEXT        answer the resident',
  ':staff close REF TEXT        close, and tell what was done',
  ':staff line WORDS            the slash command, such as  :staff line show REF',
].join('\n');

const ANSWER_MS = 5_000;
/** What a modal says until its content is there (locales/en/staff.json). */
const LOADING = 'One moment';
const MAIN = 'C0LINEITEMS';
const MEMBER = SAMPLE_STAFF[0].id;
type Card = { ts: string; text?: string; metadata?: { event_payload?: { reference?: string } } };

/** A sample staff member in the emulated Slack, as far as one line of typing goes. */
export async function chatAsStaff(
  slack: StandIn | null,
  typed: string,
  out: { write(text: string): unknown },
): Promise<void> {
  if (!slack) throw new Refused('Slack is the real one here.');
  const [what = '', reference = '', ...rest] = typed.split(/\s+/);
  if (what === 'cards') return listCards(slack, out);
  if (what === 'line') return askLine(slack, [reference, ...rest].join(' '), out);
  if (what !== 'claim' && what !== 'reply' && what !== 'close') {
    out.write(`${HELP}\n`);
    return;
  }
  const card = await cardOf(slack, reference.toUpperCase());
  await slack.act('click', MEMBER, MAIN, card.ts, what);
  if (what === 'claim') return;
  await slack.act(
    'waitAndSubmit',
    MEMBER,
    what === 'reply' ? { text: rest.join(' ') } : { text: rest.join(' '), reason: 'acted_on' },
  );
}

type Shown = { text?: string; blocks?: unknown[] };

/** The slash command's answer comes a moment later: a message to this person alone, or a modal. */
async function askLine(slack: StandIn, words: string, out: { write(text: string): unknown }): Promise<void> {
  const before = (await slack.act<Shown[]>('ephemerals', MEMBER)).length;
  while ((await slack.act<Shown | null>('currentView', MEMBER)) !== null) await slack.act('closeView', MEMBER);
  await slack.act('slash', MEMBER, MAIN, '/line', words);
  const deadline = Date.now() + ANSWER_MS;
  while (Date.now() < deadline) {
    const [told, view] = [
      (await slack.act<Shown[]>('ephemerals', MEMBER)).slice(before),
      await slack.act<Shown | null>('currentView', MEMBER),
    ];
    const ready = told.length > 0 || (view !== null && !JSON.stringify(view).includes(LOADING));
    if (!ready) continue;
    for (const answer of [...told, ...(view ? [view] : [])])
      out.write(`${textsIn(answer.blocks?.length ? answer.blocks : [answer.text]).join('\n')}\n`);
    if (view) await slack.act('closeView', MEMBER);
    return;
  }
}

/** Every text of a Block Kit message, without its buttons. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  const { type, text, fields, elements } = value as Record<string, unknown>;
  return type === 'button' || type === 'overflow' ? [] : [text, fields, elements].flatMap(textsIn);
}

async function listCards(slack: StandIn, out: { write(text: string): unknown }): Promise<void> {
  for (const card of await slack.act<Card[]>('messages', MAIN)) out.write(`- ${card.text ?? ''}\n`);
}

async function cardOf(slack: StandIn, reference: string): Promise<Card> {
  const card = (await slack.act<Card[]>('messages', MAIN)).find(
    (one) => one.metadata?.event_payload?.reference === reference,
  );
  if (!card) throw new Refused('No card in the channel has this reference.');
  return card;
}
