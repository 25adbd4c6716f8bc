import { Refused } from '../../run/foundation.ts';
import type { StandIn } from '../../sandbox/host/stand-in-client.ts';
import { SAMPLE_STAFF } from '../../sandbox/samples/sample-staff.ts';
import { drawScreen, fieldsIn, pressesIn, readFilled, type Screen } from './screen.ts';

const HELP = [
  ':staff cards                 the cards in the channel',
  ':staff card REF              one card, with its buttons numbered',
  ':staff claim REF             press Claim',
  ':staff reply REF TEXT        answer the resident',
  ':staff close REF TEXT        close, and tell what was done',
  ':staff line WORDS            the slash command, such as  :staff line training',
  ':staff press N               the numbered button of what was shown last; Back closes the form on top',
  ':staff fill name=value; …    fill in the form and send it',
  ':staff back                  close the form on top',
].join('\n');

const ANSWER_MS = 8_000;
/** How long nothing may change before what is there counts as the answer. */
const QUIET_MS = 250;
/** What a modal says until its content is there (locales/en/staff.json). */
const LOADING = 'One moment';
const MAIN = 'C0LINEITEMS';
const MEMBER = SAMPLE_STAFF[0].id;

type Out = { write(text: string): unknown };
type Json = Record<string, unknown>;
type Card = { ts: string; text?: string; blocks?: Json[]; metadata?: { event_payload?: { reference?: string } } };
type Told = { ts: string; channel: string; text?: string; blocks?: Json[]; files?: { name?: string }[] };
type RawView = { id: string; title?: { text?: string }; blocks: Json[] };

/** A sample staff member in the emulated Slack, by typing: everything that buttons, forms and the slash command can do. */
export function makeStaffDesk(slack: StandIn | null, out: Out) {
  let shown: Screen | null = null;
  const show = (screen: Screen) => {
    shown = screen;
    out.write(`${drawScreen(screen)}\n`);
  };
  const desk = (): StandIn => {
    if (!slack) throw new Refused('Slack is the real one here.');
    return slack;
  };
  const press = async (typed: string) => {
    const wanted = shown && pressesIn(shown.blocks)[Number(typed) - 1];
    if (!shown || !wanted) throw new Refused('Nothing with this number was shown last.');
    const { actionId, value } = wanted.press;
    const screen = shown;
    await answered(desk(), show, () =>
      screen.where === 'view'
        ? desk().act('clickInView', MEMBER, actionId, value)
        : desk().act('click', MEMBER, screen.channel, screen.ts, actionId, value),
    );
  };
  const fill = async (typed: string) => {
    const view = await viewOf(desk());
    if (!view) throw new Refused('No form is open.');
    await answered(desk(), show, async () => {
      const sent = await desk().act<Json>('fillAndSubmit', MEMBER, readFilled(typed, fieldsIn(view.blocks)));
      if ('errors' in sent)
        for (const [field, text] of Object.entries(sent.errors as Json)) out.write(`! ${field}: ${text}\n`);
      else if ('closed' in sent) out.write('(sent)\n');
    });
  };
  return async (typed: string): Promise<void> => {
    const [what = '', first = '', ...rest] = typed.split(/\s+/);
    const after = typed.slice(what.length).trim();
    switch (what) {
      case 'cards':
        for (const card of await desk().act<Card[]>('messages', MAIN)) out.write(`- ${card.text ?? ''}\n`);
        return;
      case 'card':
        return show(await cardScreen(desk(), first));
      case 'line':
        while (await viewOf(desk())) await desk().act('closeView', MEMBER);
        return answered(desk(), show, () => desk().act('slash', MEMBER, MAIN, '/line', after));
      case 'press':
        return press(first);
      case 'fill':
        return fill(after);
      case 'back':
        return answered(desk(), show, () => desk().act('closeView', MEMBER));
      case 'claim':
      case 'reply':
      case 'close':
        return quickly(desk(), what, first, rest.join(' '));
      default:
        out.write(`${HELP}\n`);
    }
  };
}

async function quickly(slack: StandIn, what: 'claim' | 'reply' | 'close', reference: string, text: string) {
  const { ts } = await cardOf(slack, reference);
  await slack.act('click', MEMBER, MAIN, ts, what);
  if (what === 'claim') return;
  await slack.act('waitAndSubmit', MEMBER, { text, ...(what === 'close' && { reason: 'acted_on' }) });
}

async function viewOf(slack: StandIn): Promise<(Screen & { where: 'view' }) | null> {
  const view = await slack.act<RawView | null>('currentView', MEMBER);
  return view && { where: 'view', id: view.id, title: view.title?.text ?? '', blocks: view.blocks };
}

const toldTo = async (slack: StandIn): Promise<Told[]> => [
  ...(await slack.act<Told[]>('ephemerals', MEMBER)),
  ...(await slack.act<Told[]>('directMessages', MEMBER)),
];

/** Does something, and shows what it brought: a form, or messages to this person alone. Waits until nothing more changes. */
async function answered(slack: StandIn, show: (screen: Screen) => void, act: () => Promise<unknown>): Promise<void> {
  const before = new Set((await toldTo(slack)).map(({ ts }) => ts));
  const viewBefore = JSON.stringify(await viewOf(slack));
  await act();
  const deadline = Date.now() + ANSWER_MS;
  let last = '';
  let changedAt = 0;
  for (;;) {
    const told = (await toldTo(slack)).filter(({ ts }) => !before.has(ts));
    const view = await viewOf(slack);
    const now = JSON.stringify([told, view]);
    const ready = (told.length > 0 || JSON.stringify(view) !== viewBefore) && !now.includes(LOADING);
    if (now !== last) [last, changedAt] = [now, Date.now()];
    if ((ready && Date.now() - changedAt > QUIET_MS) || Date.now() > deadline) {
      for (const { channel, ts, text, blocks = [], files = [] } of told)
        show({
          where: 'message',
          channel,
          ts,
          blocks,
          text: [text, ...files.map(({ name }) => `📎 ${name}`)].join(' '),
        });
      if (view && JSON.stringify(view) !== viewBefore) show(view);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

async function cardScreen(slack: StandIn, reference: string): Promise<Screen> {
  const { ts, text, blocks = [] } = await cardOf(slack, reference);
  return { where: 'message', channel: MAIN, ts, blocks, ...(text !== undefined && { text }) };
}

async function cardOf(slack: StandIn, reference: string): Promise<Card> {
  const card = (await slack.act<Card[]>('messages', MAIN)).find(
    (one) => one.metadata?.event_payload?.reference === reference.toUpperCase(),
  );
  if (!card) throw new Refused('No card in the channel has this reference.');
  return card;
}
