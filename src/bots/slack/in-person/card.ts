import type { ItemView, ViewedPerson } from '../../../core/views/item-view.ts';
import { nameOf } from '../cards/card-facts.ts';
import { escapeAndCut } from '../escape.ts';
import { actions, type Block, context, section } from '../kit/blocks.ts';
import { asWritten, buttonOf } from '../kit/button.ts';
import { moment } from '../kit/moment.ts';
import { residentWords, staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-person');

/** Of one item: each carries its reference. */
export const TOLD = buttonOf('told', asWritten);
export const NOT_TOLD = buttonOf('not_told', asWritten);
export const CODE = buttonOf('join_code', asWritten);
export const CONTACT = buttonOf('contact', asWritten);
export const SAID = buttonOf('person_said', asWritten);
export const ANOTHER = buttonOf('another_item', asWritten);

/** In UTF-16 units after escaping; what is to be read out to somebody is short. */
const MOST = 1200;

/** Whom staff entered: that somebody must tell them, and what; or who did. How to reach them stands behind a button. */
export function personBlocks(view: ItemView): Block[] {
  const { person, item } = view;
  if (item.redactedAt !== null) return [];
  if (person === null) return view.joined ? [context(words('joined'))] : [];
  const { toTell, told, way, codeUntil } = person;
  const code = codeUntil ? [context(words('code_until', { until: moment(codeUntil) }))] : [];
  if (toTell.length > 0)
    return [
      section([`*${words(`to_tell.${way}`)}*`, ...toTell.map((one) => toTellWords(view, one))].join('\n')),
      ...(person.hasContact ? [] : [context(words('no_contact'))]),
      ...code,
    ];
  return [
    ...(told ? [context(words('told_by', { name: nameOf(told.staffName), when: moment(told.at) }))] : []),
    ...code,
  ];
}

/** An answer stands on the card with its words; anything else is shown as it is to be said, in the person's language. */
function toTellWords(view: ItemView, { kind, says, messageId }: ViewedPerson['toTell'][number]): string {
  const { language } = view.item;
  if (messageId !== null) {
    if (kind !== 'closing') return `• ${words('answer')}`;
    // What is asked then stands in no words of staff's.
    const asked = says.slice(1).flatMap((say) => say.lines.map((line) => residentWords(line, language)));
    return [`• ${words('closing')}`, ...asked].join('\n');
  }
  const lines = says.flatMap((say) => [
    ...say.lines.map((line) => residentWords(line, language)),
    ...(say.quote === undefined ? [] : [say.quote]),
    ...(say.after ?? []).map((line) => residentWords(line, language)),
  ]);
  return `• ${escapeAndCut(lines.filter((line) => line.trim() !== '').join('\n'), MOST).text}`;
}

/** Slack's overflow takes five options, which the item's own menu needs: so these stand in a row of their own. */
export function personButtons(view: ItemView): Block[] {
  const { person, item } = view;
  if (person === null || item.redactedAt !== null) return [];
  const { reference } = item;
  return [
    actions(
      [
        ...(person.toTell.length > 0 ? [TOLD.make(words('button.told'), reference, 'primary')] : []),
        SAID.make(words('button.said'), reference),
        CONTACT.make(words(person.hasContact ? 'button.contact' : 'button.add_contact'), reference),
        CODE.make(words('button.join_code'), reference),
        ANOTHER.make(words('button.another'), reference),
        ...(person.told !== null ? [NOT_TOLD.make(words('button.not_told'), reference)] : []),
      ],
      `person:${reference}`,
    ),
  ];
}
