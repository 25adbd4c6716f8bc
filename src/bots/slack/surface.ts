import type { Readable } from 'node:stream';
import type { ViewResponseAction } from '@slack/bolt';
import type { MessageBody } from '../../core/domain/message-body.ts';
import type { Result } from '../../core/domain/result.ts';
import type { Rule, StaffMember } from '../../core/domain/staff/permissions.ts';
import type { OfOffer, OfPeriod, Terms } from '../../core/reports/take-report.ts';
import type { ItemView } from '../../core/views/item-view.ts';
import type { FormatName } from '../../files/formats.ts';
import type { SlackClient } from './client.ts';
import type { Block } from './kit/blocks.ts';
import type { Typed } from './kit/fields.ts';
import type { View } from './kit/modal.ts';
import type { ActionBody, CommandBody, Metadata, SlackView } from './payloads.ts';
import type { ReadStanding, SlackAppParts } from './staff-bot.ts';

/** What every handler of the Slack bot stands on. */
export type StaffBot = SlackAppParts & {
  slack: SlackClient;
  /** Whether somebody is a full member of our workspace. */
  standing: ReadStanding;
  surfaces: Together;
};

/** Where a person can be told something that only they see. */
export type Aside = { userId: string; responseUrl?: string | undefined; channel?: string | undefined };

/** Who asks, as far as the listing's rule lets them: asked once, and only by this a handler gets a staff member. */
export type Admit = () => Promise<Result<StaffMember>>;

/** Where a modal opens, and for whom. */
export type Opening = { triggerId: string; admit: Admit; onTopOf?: string | undefined };

/** A button pressed: in a modal (`viewId`), or on a card, in a list or in Home. `value`: as the button's codec reads it. */
export type Pressed<Value = string> = {
  bot: StaffBot;
  body: ActionBody;
  aside: Aside;
  opening: Opening;
  value: Value;
  /** The modal it stands in, and the one at the bottom. */
  viewId: string | undefined;
  rootId: string | undefined;
  /** Of the offer that this modal is about. */
  offerId: string | undefined;
};
export type Press<Value = string> = (pressed: Pressed<Value>) => Promise<void>;

/** What Slack is answered in its own words: errors beside fields, or another view in the form's place. */
export type Answered = { answer: ViewResponseAction };
/** What a form does once sent; the text it gives back is shown in place of the form, `null` closes it. `view`: as it was sent. */
export type Send = (
  bot: StaffBot,
  member: StaffMember,
  metadata: Metadata,
  typed: Typed,
  view: SlackView,
) => Promise<Result<string | null> | Answered>;

/** A form as its host sees it (host/form.ts makes it of its fields): drawn for one person, sent, or shown as the resident would read it. */
export type Form = {
  id: string;
  rule: Rule;
  /** `value`: of the button or the word that asks for it. */
  open(bot: StaffBot, member: StaffMember, value: string): Promise<Result<View>>;
  send: Send;
  /** Draws it anew where it stands, with other words in it. */
  rewrite(pressed: Pressed<unknown>, change: (typed: Typed, metadata: Metadata) => Typed): Promise<void>;
  /** The button that shows what a resident will read; null where none reads anything of it. */
  preview: Extract<Listing, { kind: 'action' }> | null;
};

/** A command of a person whom its rule lets; `rest` is what stands after its name. */
export type Asked = {
  bot: StaffBot;
  member: StaffMember;
  aside: Aside;
  command: CommandBody;
  opening: Opening;
  rest: string;
};

/** What Slack tells of by itself; `admit` says who that person is. Nobody waits for an answer. */
export type Told = { bot: StaffBot; body: unknown; admit: (slackUserId: string) => Promise<Result<StaffMember>> };

/** What is made for one person: a report, or `sheet`, the attendance sheet of an offer for who runs it. */
export type FileWanted = { what: string; format?: FormatName | undefined } & (OfPeriod | OfOffer) &
  Omit<Terms, 'format'>;
/** `remark`: what is not in it, said beside it. `beside`: small files that go with it, once it was read to its end. */
export type ExportedFile = {
  name: string;
  stream: Readable;
  remark: string;
  beside?: (name: string) => readonly { name: string; text: string }[];
};
/** `onRows`: told now and then how many rows were read. */
export type MakeFile = (
  bot: StaffBot,
  member: StaffMember,
  wanted: FileWanted,
  onRows: (count: number) => void,
) => Promise<Result<ExportedFile>>;

type Of<Kind extends string, Handle, More = object> = { kind: Kind; id: string; rule: Rule; handle: Handle } & More;

/**
 * Everything that a person in Slack can reach, each with the rule of who may: a button or a choice by its `action_id`, an option of the
 * card's More menu, a form by its `callback_id`, a word after `/line` (`modal`: one that opens a form, in whose place stands why not), a
 * shortcut, an event, a file made for one person. There is no other way in: test/bots/slack/doors holds every one of them against every role
 * and every kind of item.
 */
export type Listing =
  | Of<'action', Press, { takes(value: string): boolean }>
  | Of<'menu', Press, MenuOption>
  | Of<'view', Send>
  | Of<'command', (asked: Asked) => Promise<void>, Help>
  | Of<'modal', (asked: Omit<Asked, 'member'>) => Promise<void>, Help>
  | Of<'shortcut', (asked: Pick<Asked, 'bot' | 'aside' | 'opening'>) => Promise<void>>
  | Of<'event', (told: Told) => Promise<void>>
  | Of<'export', MakeFile>;
export type Kind<Name extends Listing['kind']> = Extract<Listing, { kind: Name }>;
/** Its line in the list that `/line help` gives. */
type Help = { help(): string };
/** When the card offers it, and what it is called there. */
export type MenuOption = { text(): string; when(view: ItemView): boolean };

/** A part of somebody's Home. */
export type HomePart = { rule: Rule; blocks(bot: StaffBot, member: StaffMember): Promise<Block[]> };

/**
 * What stands on an item's card and in the open item. A sensitive card shows none of it; the open item is seen by whom the item's own rule
 * lets, and each button asks its rule when it is pressed.
 */
export type CardPart = {
  /** Under the item's facts. */
  blocks?(view: ItemView): Block[];
  /** Rows under the item's own buttons. */
  buttons?(view: ItemView): Block[];
  /** In the open item alone, over what was said. */
  opened?(view: ItemView): Block[];
  /** Something else than Close closes it. */
  closedOtherwise?(view: ItemView): boolean;
  /** What a file is, where it was asked for by a name. Escaped already. */
  fileName?(view: ItemView, body: MessageBody): string | null;
};

/** What `/line show` opens by the first letter of a number. */
export type Numbered = {
  letter: string;
  open(bot: StaffBot, opening: Opening, number: string): Promise<void>;
  notFound(): string;
};

/**
 * A surface: all that one activity, or one concern of staff, is in Slack. `surfaces.ts` lists them; the host, the card, Home, `/line`, its
 * help and the table of doors fold over that list and name no surface.
 */
export type Surface = {
  card?: CardPart;
  buttons?: readonly Kind<'action'>[];
  /** Options of the card's More menu, in this order; five at most are shown at once. */
  menu?: readonly Kind<'menu'>[];
  forms?: readonly Form[];
  commands?: readonly (Kind<'command'> | Kind<'modal'>)[];
  shortcuts?: readonly Kind<'shortcut'>[];
  home?: readonly HomePart[];
  numbered?: readonly Numbered[];
  events?: readonly Kind<'event'>[];
  files?: readonly Kind<'export'>[];
};

/** What the surfaces are together. A handler asks this, never the list, which stands above it. */
export type Together = {
  card: {
    blocks(view: ItemView): Block[];
    buttons(view: ItemView): Block[];
    opened(view: ItemView): Block[];
    closedOtherwise(view: ItemView): boolean;
    fileName(view: ItemView, body: MessageBody): string | null;
    menu(view: ItemView): { id: string; text: string }[];
  };
  home(bot: StaffBot, member: StaffMember): Promise<Block[]>;
  help(): string;
  numbered(letter: string): Numbered | undefined;
  file(name: string): Kind<'export'> | undefined;
};
