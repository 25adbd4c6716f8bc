import type { BubbleKind } from '../domain/bubbles.ts';
import type { ClosedReason, Satisfaction } from '../domain/codes.ts';
import type { Say, SayButton, SayLine } from '../domain/say.ts';
import { itemButtons } from '../turn/buttons.ts';
import { notedButton, removeMineButton } from './say-discreetly.ts';

/** What a resident hears of an item. */
const button = (label: SayLine, data: string): SayButton => ({ label, data });

export const itemButton = {
  show: (itemId: string, label: SayLine) => button(label, itemButtons.write('show', itemId)),
  add: (itemId: string) => button({ key: 'items:button.add' }, itemButtons.write('add', itemId)),
  writeBack: (itemId: string) => button({ key: 'items:button.write_back' }, itemButtons.write('add', itemId)),
  reopen: (itemId: string) => button({ key: 'items:button.reopen' }, itemButtons.write('add', itemId)),
  withdraw: (itemId: string) => button({ key: 'items:button.withdraw' }, itemButtons.write('withdraw', itemId)),
  sensitive: (itemId: string) => button({ key: 'items:button.sensitive' }, itemButtons.write('serious', itemId)),
  earlier: (itemId: string, pages: number) =>
    button({ key: 'items:button.earlier' }, itemButtons.write('earlier', itemId, pages)),
  list: () => button({ key: 'items:back_to_list' }, 'm:my'),
  menu: () => button({ key: 'common:menu' }, 'm:menu'),
};

/** `file`: by its name, and the message that it goes with. */
export function sayAnswer(
  reference: string,
  itemId: string,
  text: string,
  file?: { name: string; messageId: string },
): Say[] {
  return [
    {
      lines: [{ key: 'items:answer.title', values: { reference } }],
      quote: text,
      after: [{ key: 'items:answer.write_back' }],
      ...(file && { file: { name: file.name, make: { kind: 'attached', messageId: file.messageId } } }),
      buttons: [[itemButton.writeBack(itemId)]],
    },
  ];
}

export function sayClosed(reference: string, itemId: string, reason: ClosedReason, whatWasDone: string): Say[] {
  const rate = (answer: Satisfaction) =>
    button({ key: `codes:satisfaction.${answer}` }, itemButtons.write('rate', itemId, answer));
  return [
    {
      lines: [
        { key: 'items:closed.title', values: { reference, reason: { key: `codes:closed_reason.${reason}` } } },
        { key: 'items:closed.what_was_done' },
      ],
      quote: whatWasDone,
    },
    { lines: [{ key: 'items:closed.ask' }], buttons: [[rate('yes'), rate('partly'), rate('no')]] },
  ];
}

/** Asked once, after they said what came of it. */
export const sayMayBeQuoted = (itemId: string): Say[] => [
  {
    lines: [{ key: 'quoting:ask' }, { key: 'quoting:how' }, { key: 'quoting:careful' }],
    buttons: [
      [button({ key: 'quoting:yes' }, itemButtons.write('quote', itemId, 'yes'))],
      [button({ key: 'quoting:no' }, itemButtons.write('quote', itemId, 'no'))],
    ],
  },
];

/** Another agency is dealing with it from now on. */
export function sayTakenOver(reference: string, agency: string): Say[] {
  const values = { reference, agency: { key: `codes:agency.${agency}` } };
  return [{ lines: [{ key: 'items:referral_accepted', values }] }];
}

/** `into` only when the other item is theirs too; nobody learns the number of somebody else's. */
export function sayMerged(reference: string, into: string | null): Say[] {
  if (into === null) return [{ lines: [{ key: 'items:merged_other', values: { reference } }] }];
  return [
    {
      lines: [
        { key: 'items:merged', values: { reference, into } },
        { key: 'items:merged_more', values: { into } },
      ],
    },
  ];
}

export type Receipt = {
  reference: string;
  dueAt: Date;
  /** Of a serious report: what its last screen begins with, and within how many hours it is read; null when nobody is on duty. */
  serious: { first: SayLine[]; readHours: number | null } | null;
};

/** A time is promised only while somebody is there to keep it. */
function whenLine({ serious, dueAt }: Omit<Receipt, 'reference'>): SayLine {
  if (serious === null) return { key: 'feedback:sent.due', values: { due: { date: dueAt.toISOString() } } };
  return serious.readHours === null
    ? { key: 'danger:read_soon' }
    : { key: 'danger:read_hours', values: { count: serious.readHours } };
}

const exitButton = (): SayButton => button({ key: 'menu:quick_exit' }, 'm:exit');

export function saySent(sent: Receipt): Say[] {
  return [
    {
      lines: [
        { key: 'feedback:sent.title' },
        whenLine(sent),
        { key: 'feedback:sent.reply_here' },
        { key: 'feedback:sent.where' },
        { key: 'feedback:sent.reference', values: { reference: sent.reference } },
      ],
      // Its number is the last thing on the screen: no menu stands under it.
      buttons: [[itemButton.list()], [itemButton.menu()]],
    },
  ];
}

/** What stays says only whom to call, and takes their own messages away in one tap; what names it goes once it was noted. */
export function saySentSensitive(sent: Receipt, itemId: string): Say[] {
  const bubble = { about: itemId, lasting: true } as const;
  return [
    lastScreen(sent, [{ key: 'feedback:sent.title' }, whenLine(sent), { key: 'discreet:sent.news' }], bubble),
    {
      lines: [{ key: 'feedback:sent.reference', values: { reference: sent.reference } }],
      buttons: [[notedButton('discreet:noted.reference')]],
      bubble,
    },
  ];
}

const lastScreen = ({ serious }: Pick<Receipt, 'serious'>, lines: SayLine[], bubble: BubbleKind): Say => ({
  lines: [...(serious?.first ?? []), ...lines, { key: 'discreet:sent.own' }],
  buttons: [[exitButton()], [removeMineButton()], [itemButton.menu()]],
  bubble,
});

/** As it is easiest to copy by hand. */
const inFours = (receipt: string): string => receipt.replace(/(\d{4})(?=\d)/g, '$1 ');

export function saySentAnonymously(sent: Omit<Receipt, 'reference'>, receipt: string): Say[] {
  return [
    lastScreen(sent, [{ key: 'feedback:sent_anonymous.title' }, whenLine(sent)], {}),
    {
      lines: [
        { key: 'feedback:sent_anonymous.receipt', values: { receipt: { code: inFours(receipt) } } },
        { key: 'feedback:sent_anonymous.keep_it' },
        { key: 'feedback:sent_anonymous.how' },
      ],
      buttons: [[notedButton('discreet:noted.receipt')]],
      bubble: {},
    },
  ];
}
