import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LISTINGS } from '../../../../src/bots/slack/listings.ts';
import { makeReference } from '../../../../src/core/domain/reference.ts';
import { type Rule, refuseRole } from '../../../../src/core/domain/staff/permissions.ts';
import { type Call, type Handlers, openDoors } from './one-door.ts';
import { bodyOf, OTHER_WAYS, PRESSES, type Press } from './presses.ts';
import { RULE_OF } from './rules.ts';
import {
  EVERYBODY,
  hasRights,
  hiddenFrom,
  ITEMS,
  type ItemClass,
  isAllowed,
  isHidden,
  type Kind,
  type Seeded,
  seedWorld,
  type Who,
  type World,
} from './world.ts';

let world: World;
let doors: Awaited<ReturnType<typeof openDoors>>;

beforeAll(async () => {
  world = await seedWorld();
  doors = await openDoors(world);
});
afterAll(async () => {
  await doors?.close();
  await world?.close();
});

const nameOf = ({ kind, id }: (typeof LISTINGS)[number]) => `${kind} ${id}`;
const NAMES = [...new Set([...LISTINGS.map(nameOf), ...Object.keys(PRESSES)])];

/** What stands before whoever is refused; null where nobody is, or where nobody waits for an answer. */
function whyNot(name: string, who: Who, rule: Rule, { about, absent }: Press, item: ItemClass): RegExp | null {
  if (isAllowed(who, rule, about ?? 'nothing', item)) return null;
  // Whoever is nobody to the line talks to colleagues in a thread, and need not be told.
  if (!hasRights(who)) return name === 'event message' ? null : /no role here yet\. Please ask .*U0ADMIN|Guests, bots/;
  const needs = isAllowed(who, rule, 'nothing', item) ? (isHidden(item) ? null : 'run_offers') : rule;
  if (needs === null) return absent ?? /There is no item with this number that you may see/;
  const { roles = '' } = refuseRole(needs).values ?? {};
  const giver = who === 'admin' ? '(?!.*U0ADMIN|.*Sample admin).*(?:<@U0|Sample )' : '.*(?:<@U0ADMIN>|Sample admin)';
  return new RegExp(
    `It needs ${String(roles).split(' ').join('(?:,| or) ')}[;.]${giver}.* can (?:give it|ask for it for you)`,
  );
}

/** An item as good as any, but that it is not there. */
function nowhere(kind: Kind): Seeded {
  const numberOf = (its: 'certificate' | 'feedback' | 'registration' | 'enquiry') => makeReference(its, randomBytes(5));
  return {
    ...{ id: randomUUID(), reference: numberOf(kind === 'appeal' ? 'feedback' : kind), ts: '1799999999.000100' },
    ...{ mediaId: randomUUID(), registrationId: randomUUID(), certificate: numberOf('certificate') },
    canaries: ['askund'],
  };
}

/** What tells of a file that is made changes to the last word, whatever came of it. */
const came = (calls: Call[]): boolean =>
  calls.some(({ method, args }) => method === 'chat.update' && /^(?:Made|Not )/.test(String(args.text)));
const answered = (calls: Call[]): boolean => calls.some(({ method }) => method === 'views.publish');

test('every handler has a rule, and a payload that succeeds for somebody', () => {
  expect(LISTINGS.map(nameOf).filter((name) => !PRESSES[name])).toEqual([]);
  expect(Object.keys(PRESSES).filter((name) => !RULE_OF.has(name) && !OTHER_WAYS.has(name))).toEqual([]);
});

test('every handler has the rule that is written down for it', () => {
  expect(Object.fromEntries(LISTINGS.map((one) => [nameOf(one), one.rule]))).toEqual(Object.fromEntries(RULE_OF));
});

const pressing = (name: string, press: Press, who: Who, item: Seeded) => async (handlers: Handlers, url: string) => {
  const { via, id, body } = bodyOf(name, press, world, item, who, url);
  let ack: unknown;
  const handler = handlers[via].get(id);
  if (!handler) throw new Error(`nothing is registered for ${via} ${id}`);
  const take = async (answer: unknown) => {
    ack = answer;
  };
  await handler({ ack: take, body });
  return ack;
};

test.each(NAMES)('%s shows and changes for nobody what it must not, and does what it is for', async (name) => {
  const press = PRESSES[name];
  if (!press) throw new Error(`${name} has no payload in presses.ts`);
  const rule = RULE_OF.get(name) ?? 'see_items';
  const isForm = name.startsWith('view ') || name.startsWith('export ');
  const through = async (who: Who, item: Seeded, itemClass: ItemClass, succeeds: boolean) => {
    const allowed = isAllowed(who, rule, press.about ?? 'nothing', itemClass);
    // What goes on after the answer: a file, or the Home of who sent a form.
    const goesOn =
      press.brings && allowed ? came : succeeds && isForm && !name.includes('offer_new_') ? answered : undefined;
    await doors.as(
      who,
      pressing(name, press, who, item),
      async (outcome) => {
        const where = `${who} on ${itemClass}`;
        const shown = hiddenFrom(world, who, item).filter((canary) => outcome.payload.includes(canary));
        expect({ where, shown }).toEqual({ where, shown: [] });
        expect({ where, failed: outcome.failed }).toEqual({ where, failed: [] });
        if (!allowed) expect({ where, changed: outcome.changed }).toEqual({ where, changed: false });
        const said = whyNot(name, who, rule, press, itemClass);
        if (said) expect({ where, said: outcome.payload }).toEqual({ where, said: expect.stringMatching(said) });
        if (succeeds) await press.effect(outcome, world, item);
      },
      goesOn,
      press.prepare && ((query) => press.prepare?.(query, world, item)),
    );
  };
  const kinds = press.kinds ?? (['feedback'] as const);
  const classes: readonly ItemClass[] = press.kinds ? ITEMS : ['ordinary'];
  expect(hasRights(press.by)).toBe(true);
  for (const kind of kinds)
    for (const itemClass of classes)
      for (const who of EVERYBODY) {
        const succeeds = who === press.by && itemClass === (press.on ?? 'ordinary') && kind === kinds[0];
        await through(who, world.items[kind][itemClass], itemClass, succeeds);
      }
});

// A thread under no card is nothing of the line's, so nobody is answered there; who writes under a card saw it.
const ABOUT_AN_ITEM = NAMES.filter((name) => PRESSES[name]?.kinds && PRESSES[name].about && name !== 'event message');
test.each(ABOUT_AN_ITEM)('%s answers about a hidden item as about one that is not there', async (name) => {
  const press = PRESSES[name] as Press;
  const answerTo = async (who: Who, item: Seeded) => {
    let answer = '';
    await doors.as(who, pressing(name, press, who, item), (outcome) => {
      // Each form is drawn with a key of its own.
      answer = outcome.payload.replace(/(changeKey\W+)[0-9a-f-]{36}/g, '$1');
    });
    return answer;
  };
  for (const kind of press.kinds ?? [])
    for (const itemClass of ITEMS.filter(isHidden))
      expect({ kind, itemClass, said: await answerTo('triage', world.items[kind][itemClass]) }).toEqual({
        ...{ kind, itemClass, said: await answerTo('triage', nowhere(kind)) },
      });
});
