import { z } from 'zod';
import type { Activity } from '../../src/core/activity.ts';
import { defineButtons, uuid } from '../../src/core/domain/button.ts';
import { facet } from '../../src/core/domain/facet.ts';
import { facts } from '../../src/core/domain/facts/fact.ts';
import type { Form } from '../../src/core/domain/form.ts';
import { option, sentence } from '../../src/core/forms/questions.ts';
import { submitItem } from '../../src/core/items/taken-in/submit-item.ts';
import { readFactsOf } from '../../src/core/offers/offer-facts.ts';
import { code } from '../../src/core/reports/table.ts';
import { refused } from '../../src/core/turn/say-refused.ts';
import { isOffer } from '../../src/core/turn/standing.ts';
import { type KnownVisit, onOffer } from '../../src/core/turn/visit.ts';
import { listResidentItems } from '../../src/db/queries/items/items.ts';
import { readOffer } from '../../src/db/queries/offers/offers.ts';

/** What the hosts had it do. */
export const done: string[] = [];
const note = (what: string) => void done.push(what);

export const tinyButtons = defineButtons('t', { again: [uuid] });
export const tinyFacet = facet<{ seenBy: string }>('tiny');

const form = (name: string): Form => ({
  name,
  version: 1,
  cancellable: true,
  questions: [
    {
      key: 'sure',
      kind: 'choice',
      schema: z.enum(['yes', 'secret']),
      ask: () => [sentence(`tiny:${name}.ask`)],
      options: () => [option('yes', 'tiny:yes'), option('secret', 'tiny:secret')],
    },
    {
      key: 'more',
      kind: 'choice',
      schema: z.literal('ok'),
      ask: () => [sentence('tiny:more.ask')],
      options: () => [option('ok', 'tiny:ok')],
    },
  ],
});
export const tinyForm = form('tiny');
const builtForm = form('tiny-built');

async function makeItem(visit: KnownVisit, submissionKey: string): Promise<string> {
  const { itemId } = await submitItem(visit.tx, visit.line, {
    submissionKey,
    ...{ kind: 'feedback', type: null, municipality: null, sector: null, channel: 'telegram', sensitive: false },
    language: visit.language,
    aboutYou: {},
    messages: [{ kind: 'text', text: 'tiny words', handle: '1' }],
    from: {
      residentId: visit.resident.id,
      keyId: visit.resident.keyId as string,
      key: visit.key,
      address: visit.address,
    },
    by: { kind: 'resident' },
  });
  return itemId;
}

/** What it writes down of itself: a table beside the house's own. */
export const TINY_FACTS = facts({ tiny_done: {} });

/**
 * An activity that uses every field of the contract. The database knows no other kinds of items and offers than those there are, so that it
 * makes feedback and keeps placements, which whoever lists it takes from their own activities.
 */
export const tiny: Required<Activity> = {
  name: 'tiny',
  kinds: ['feedback'],
  forms: {
    tiny: {
      form: tinyForm,
      serious: ({ sure }) => sure === 'secret',
      async complete(visit, answers, about, key) {
        const itemId = await makeItem(visit, key);
        const where = isOffer(about) ? about.own?.where : 'nowhere';
        return { say: [{ lines: [{ key: `tiny:sent.${where}.${answers.sure}` }] }], promised: { itemId } };
      },
    },
    'tiny-built': {
      form: (context) => (context.own?.where === undefined ? undefined : builtForm),
      complete: (_visit, _answers, about) => ({
        say: [{ lines: [{ key: `tiny:built.${isOffer(about) && about.own?.where}` }] }],
      }),
    },
  },
  buttons: {
    async [tinyButtons.family](visit, data) {
      const button = tinyButtons.read(data);
      const row = button?.what === 'again' && (await readOffer(visit.tx, button.args[0]));
      if (!row) return refused('not_found');
      const facts = await readFactsOf(visit.tx, row);
      return { say: [], parks: true, next: { form: builtForm, ...onOffer(facts, { where: 'here' }) } };
    },
  },
  answers: { [tinyButtons.family]: ['again'] },
  menu: {
    command: 'tiny',
    row: 'below_mine',
    anybody: true,
    opens: async (visit) => ({ say: [{ lines: [{ key: visit.known ? 'tiny:list' : 'tiny:list_for_all' }] }] }),
  },
  offers: {
    kinds: ['placement'],
    list: 'tiny',
    row: () => 'tiny:row',
    listed: () => [{ key: 'tiny:listed' }],
    facts: () => [{ key: 'tiny:facts' }],
    wayIn: () => 'tiny:way_in',
    cancelled: () => [{ lines: [{ key: 'tiny:cancelled' }] }],
    contact: async () => null,
    mine: async () => null,
    showMine: async () => null,
    form: () => tinyForm,
  },
  my: {
    states: async (_tx, itemIds) => new Map(itemIds.map((id) => [id, 'tiny:state'])),
    show: async (_visit, item) => [{ lines: [{ key: `tiny:mine.${item.status}` }] }],
  },
  view: tinyFacet.readBy(async (_tx, _item, { reader }) => ({ seenBy: reader?.displayName ?? 'nobody' })),
  download: async (_asked, item) => [
    { field: 'tiny', label: { key: 'tiny:mine.open' }, value: { text: `held with ${item.reference}` } },
  ],
  forget: async (tx, _line, residentId) => {
    const [found] = await listResidentItems(tx, residentId, 1);
    note(found ? 'forgot before the items were let go' : 'forgot too late');
  },
  destroy: async (_tx, item) => note(`destroyed ${item.reference}`),
  retention: async (on) => note(`retained ${on.now().toISOString()}`),
  owed: {
    finish: async (_line, { offerId }, again) => {
      note(`finished ${offerId}, time: ${again()}`);
      return 'more';
    },
  },
  recurring: [{ name: 'tiny-round', everySeconds: 60, run: async (on) => note(`round ${on.now().toISOString()}`) }],
  reports: [
    {
      name: 'tiny',
      rule: 'export',
      holds: 'rows',
      of: 'period',
      read: async () => ({ columns: [code('reference', '#meta+id')], rows: [['T-1NY000']] }),
    },
  ],
  facts: { table: TINY_FACTS, texts: 'tiny:event.' },
};
