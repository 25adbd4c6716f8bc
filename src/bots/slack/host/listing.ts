import type { ViewResponseAction } from '@slack/bolt';
import type { Result } from '../../../core/domain/result.ts';
import type { Rule, StaffMember } from '../../../core/domain/staff/permissions.ts';
import type { OfOffer, OfPeriod } from '../../../core/reports/take-report.ts';
import type { ActionBody, CommandBody, Metadata, SlackView } from '../payloads.ts';
import type { Aside } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';

/** Who asks, as far as the listing's rule lets them: asked once, and only by this a handler gets a staff member. */
export type Admit = () => Promise<Result<StaffMember>>;

/** Where a modal opens, and for whom. */
export type Opening = { triggerId: string; admit: Admit; onTopOf?: string | undefined };

/** A button pressed: in a modal (`viewId`), or on a card, in a list or in Home. */
export type Pressed = {
  bot: StaffBot;
  body: ActionBody;
  aside: Aside;
  opening: Opening;
  value: string;
  /** The modal it stands in, and the one at the bottom. */
  viewId: string | undefined;
  rootId: string | undefined;
  /** Of the offer that this modal is about. */
  offerId: string | undefined;
};
export type Press = (pressed: Pressed) => Promise<void>;

export type Fields = Record<string, string | string[]>;
/** What Slack is answered in its own words: errors beside fields, or another view in the form's place. */
export type Answered = { answer: ViewResponseAction };
/** What a form does once sent; the text it gives back is shown in place of the form, `null` closes it. `view`: as it was sent. */
export type Send = (
  bot: StaffBot,
  member: StaffMember,
  metadata: Metadata,
  fields: Fields,
  view: SlackView,
) => Promise<Result<string | null> | Answered>;

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
export type FileWanted = { what: string } & (OfPeriod | OfOffer);
/** `remark`: what is not in it, said beside it. */
export type ExportedFile = { name: string; bytes: Uint8Array; remark: string };
export type MakeFile = (bot: StaffBot, member: StaffMember, wanted: FileWanted) => Promise<Result<ExportedFile>>;

type Of<Kind extends string, Handle> = { kind: Kind; id: string; rule: Rule; handle: Handle };

/**
 * Everything that a person in Slack can reach, each with the rule of who may: a button or a choice by its `action_id`, an option of the
 * card's More menu, a form by its `callback_id`, a word after `/line` (`modal`: one that opens a form, in whose
 * place stands why not), an event, a file made for one person. There is no other way in:
 * test/bots/slack/doors holds every one of them against every role and every kind of item.
 */
export type Listing =
  | Of<'action', Press>
  | Of<'menu', Press>
  | Of<'view', Send>
  | Of<'command', (asked: Asked) => Promise<void>>
  | Of<'modal', (asked: Omit<Asked, 'member'>) => Promise<void>>
  | Of<'event', (told: Told) => Promise<void>>
  | Of<'export', MakeFile>;

type HandleOf<Kind extends Listing['kind']> = Extract<Listing, { kind: Kind }>['handle'];
const of =
  <Kind extends Listing['kind']>(kind: Kind) =>
  (id: string, rule: Rule, handle: HandleOf<Kind>) =>
    ({ kind, id, rule, handle }) as Of<Kind, HandleOf<Kind>>;

export const action = of('action');
export const menu = of('menu');
export const view = of('view');
export const command = of('command');
export const modal = of('modal');
export const event = of('event');
export const file = of('export');
