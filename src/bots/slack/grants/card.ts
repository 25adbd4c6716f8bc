import type { MessageBody } from '../../../core/domain/message-body.ts';
import { isOpenEnquiry } from '../../../core/domain/offers/enquiry.ts';
import { cut } from '../../../core/domain/text/cut.ts';
import { type EnquiryView, enquiryFacet } from '../../../core/grants/view-enquiry.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { escapeAndCut } from '../escape.ts';
import { actions, type Block, fields } from '../kit/blocks.ts';
import { asWritten, buttonOf } from '../kit/button.ts';
import { moment } from '../kit/moment.ts';
import { euros, staffWords } from '../kit/words.ts';

const { codeWords, words } = staffWords('staff-grants');

export const shown = (text: string, most = 80): string => escapeAndCut(text.replace(/\s+/g, ' '), most).text;
const fact = (name: string, text: string): string => `*${words(`field.${name}`)}*\n${text}`;

const ofItem = (id: string) => buttonOf(id, asWritten);
/** Of one application: each carries the item's reference. */
export const BUTTONS = {
  propose: ofItem('grant_propose'),
  papers: ofItem('grant_papers'),
  complete: ofItem('grant_complete'),
  decide: ofItem('grant_decide'),
  person: ofItem('grant_person'),
};

/** An application, and an appeal, are closed by their decision. */
export function isDecided(view: ItemView): boolean {
  const enquiry = enquiryFacet.of(view);
  return enquiry !== null && (isOpenEnquiry(enquiry.state) || enquiry.appeal?.reference === view.item.reference);
}

/** A paper by the name that the call gives it. */
export function paperName(view: ItemView, { paper }: MessageBody): string | null {
  const found = paper === undefined ? undefined : enquiryFacet.of(view)?.callPapers.find(({ key }) => key === paper);
  return found?.name == null ? null : escapeAndCut(found.name, 80).text;
}

/** What an application is for and how far it came, under the facts of its item. */
export function enquiryBlocks(view: ItemView): Block[] {
  const enquiry = enquiryFacet.of(view);
  const { item } = view;
  if (enquiry === null) return [];
  const isAppeal = enquiry.appeal?.reference === item.reference;
  return [
    fields([
      fact('call', `${enquiry.callCode} · ${shown(enquiry.callTitle)}`),
      fact('state', codeWords('state', enquiry.state)),
      fact('amount', amountWords(enquiry)),
      fact('stage', codeWords('stage', enquiry.stage)),
      fact('talk', talkWords(enquiry)),
      ...(enquiry.papers.length > 0 ? [fact('papers', papersWords(enquiry))] : []),
      ...(isAppeal ? [fact('appeal_of', enquiry.reference)] : []),
      ...(!isAppeal && enquiry.appeal ? [fact('appeal', enquiry.appeal.reference)] : []),
    ]),
  ];
}

const amountWords = ({ amountCents, approvedCents }: EnquiryView): string =>
  approvedCents === null
    ? euros(amountCents)
    : words('approved_of', { approved: euros(approvedCents), asked: euros(amountCents) });

function talkWords({ picked, proposed }: EnquiryView): string {
  if (picked) return `${moment(picked.startsAt)}, ${shown(picked.place)}`;
  return proposed.length > 0 ? words('proposed', { count: proposed.length }) : words('no_time');
}

export const paperLabel = (paper: { key: string; name: string | null }): string => paper.name ?? words('other_paper');

/** Every paper with how it stands: received, waived with the reason, or missing. */
export const papersWords = ({ papers }: Pick<EnquiryView, 'papers'>): string =>
  escapeAndCut(
    papers
      .map((paper) => {
        const state = codeWords('paper_state', paper.state);
        return `${paperLabel(paper)}: ${paper.reason ? `${state} (${cut(paper.reason, 200)})` : state}`;
      })
      .join('\n'),
    1800,
  ).text;

/** The steps that make sense now. Slack's overflow takes five options, which the item's own menu needs. */
export function enquiryButtons(view: ItemView): Block[] {
  const enquiry = enquiryFacet.of(view);
  const { item } = view;
  if (enquiry === null || item.redactedAt !== null) return [];
  const { state, appeal } = enquiry;
  const open = isOpenEnquiry(state);
  const step = (name: keyof typeof BUTTONS, primary = false) =>
    BUTTONS[name].make(words(`button.${name}`), item.reference, primary ? 'primary' : undefined);
  return [
    actions(
      [
        ...(open ? [step('propose', state === 'received'), step('papers')] : []),
        ...(open && state !== 'complete' ? [step('complete')] : []),
        ...(open || appeal?.open ? [step('decide', state === 'complete')] : []),
        step('person'),
      ],
      `grant:${item.reference}`,
    ),
  ];
}
