import { z } from 'zod';
import { decideLikeness } from '../../../core/items/hidden/decide-likeness.ts';
import { excludeStaff } from '../../../core/items/hidden/exclude-staff.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { SEND_RECORDING } from '../cards/buttons.ts';
import { nameOf } from '../cards/card-facts.ts';
import { compareNames } from '../host/compare-names.ts';
import { form } from '../host/form.ts';
import { opener, press } from '../host/listing.ts';
import { toWorkOn } from '../items/item-forms.ts';
import { changeItem } from '../items/item-modal.ts';
import { actions, type Block, section } from '../kit/blocks.ts';
import { aReferenceAnd, asWritten, buttonOf, type ReferenceAnd } from '../kit/button.ts';
import { field, SLACK_USER, text } from '../kit/fields.ts';
import { people } from '../kit/inputs.ts';
import { staffWords } from '../kit/words.ts';
import type { Press, Surface } from '../surface.ts';

const { codeWords } = staffWords('staff-cards');
const { words: staff } = staffWords('staff');
const { words } = staffWords('staff-named');

const MOST = 3;

const EXCLUDE = buttonOf('exclude', asWritten);
/** The item's number, and whom it is about. */
const SAME = buttonOf('named_same', aReferenceAnd);
const OTHER = buttonOf('named_other', aReferenceAnd);

const EXCLUDE_FORM = form({
  id: 'exclude',
  rule: 'see_sensitive',
  open: toWorkOn,
  fields: {
    people: field('people', z.array(SLACK_USER).default([]), () => [
      people('people', words('form.people'), { optional: true, hint: words('form.people_hint') }),
    ]),
    names: text('names', () => words('form.names'), {
      multiline: true,
      optional: true,
      hint: () => words('form.names_hint'),
    }),
  },
  submit: async (bot, member, { people: slackUserIds, names }, { reference }) => {
    const excluded = await excludeStaff(bot.line, member, reference, [], { slackUserIds, names: names.split('\n') });
    if (excluded.ok) await compareNames(bot);
    return excluded;
  },
});

/** What stands in the open item where somebody may be named in it; the item is drawn anew. */
const decide =
  (same: boolean): Press<ReferenceAnd> =>
  async (pressed) => {
    const { reference, id } = pressed.value;
    await changeItem(pressed, reference, (member) => decideLikeness(pressed.bot.line, member, reference, id, same));
  };

/** Who may be named in it, each with the two answers. The rest comes when these are decided. */
const likely = ({ item: { reference }, likelyNamed }: ItemView): Block[] =>
  likelyNamed
    .slice(0, MOST)
    .flatMap(({ id, name, agency }): Block[] => [
      section(words('likely', { person: nameOf(name), agency: codeWords('agency', agency) })),
      actions([
        SAME.make(words('button.same'), { reference, id }, 'danger'),
        OTHER.make(words('button.other'), { reference, id }),
      ]),
    ]);

function sensitiveButtons({ item, messages }: ItemView): Block {
  const files = messages.some((one) => one.direction === 'in' && one.body?.file);
  return actions([
    EXCLUDE.make(staff('button.exclude'), item.reference),
    ...(files ? [SEND_RECORDING.make(staff('button.send_recording'), item.reference)] : []),
  ]);
}

/** Who is named in a report is kept from it. */
export const NAMED: Surface = {
  card: { opened: (view) => [...(view.item.sensitive ? [sensitiveButtons(view)] : []), ...likely(view)] },
  buttons: [
    opener(EXCLUDE, EXCLUDE_FORM),
    press(SAME, 'see_sensitive', decide(true)),
    press(OTHER, 'see_sensitive', decide(false)),
  ],
  forms: [EXCLUDE_FORM],
};
