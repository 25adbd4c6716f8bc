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
  if (what === 'line') {
    const answer = await slack.act('slash', MEMBER, MAIN, '/line', [reference, ...rest].join(' '));
    out.write(`${JSON.stringify(answer)}\n`);
    return;
  }
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
