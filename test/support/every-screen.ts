import { randomUUID } from 'node:crypto';
import type { Say, SayButton } from '../../src/core/domain/say.ts';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { closeItem } from '../../src/core/items/close-item.ts';
import { replyToItem } from '../../src/core/items/reply-to-item.ts';
import type { Line } from '../../src/core/line.ts';
import { sayAnswer } from '../../src/core/residents/say-of-item.ts';
import { askBeforeNews, look, sayNews } from '../../src/core/turn/look.ts';
import { applyFor, openCall } from './grants.ts';
import { publishedOffer, sampleOffer } from './offers.ts';
import { makeResident } from './resident.ts';
import { lastItem, rows } from './rows.ts';

/** As long as an offer's title is in life. */
const LONG = 'Praktikë pune e shpikur për gratë dhe të rinjtë në tregti e shërbime';

/** Steps that the walk takes after what is gone through on purpose; on a slow machine three a second. */
const STEPS = 120;

/**
 * Screens that residents meet, as core says them and in no language: what a few are told, and what a walk through the dialogue comes
 * to that always presses the button it pressed least. The same each time.
 */
export async function walkEveryScreen(
  line: Line,
  staff: { triage: StaffMember; protection: StaffMember },
): Promise<Say[]> {
  const found = new Map<string, Say>();
  const heard = (says: readonly Say[]) => {
    for (const say of says) found.set(shapeOf(say), say);
  };
  const text = { title: LONG, place: 'Invented hall 1', description: 'An invented description.' };
  const texts = { sq: text, 'sr-Latn': text, rom: text, en: text };
  const { triage, protection } = staff;
  const offers: string[] = [];
  for (const changes of [{ seats: 1 }, { seats: 2, kind: 'placement' as const }, { seats: 9, heldSeats: { women: 7 } }])
    offers.push(
      await publishedOffer(line, triage, sampleOffer(line.now(), { texts, ownCode: randomUUID(), ...changes })),
    );
  const call = await openCall(line, triage, { texts, ownCode: randomUUID() });
  heard([sayNews(), askBeforeNews(), ...look(sayAnswer('F-7K3QM2', randomUUID(), 'Po vijmë'))]);

  const resident = makeResident(line, undefined, { heard });
  await resident.command('start');
  await resident.press('language:rom');
  await resident.press('second:sq');
  await resident.press('agree:more');
  await resident.press('agree:yes');
  await resident.sendFeedback('fjalëshpikur');
  await resident.command('cancel');
  const { id: ordinary, reference } = await lastItem(line);
  await replyToItem(line, triage, reference, { text: 'Po vijmë', changeKey: randomUUID() });
  await closeItem(line, triage, reference, { reason: 'acted_on', whatWasDone: 'U bë', changeKey: randomUUID() });
  await resident.command('menu');
  await resident.tap(`i:rate:${ordinary}:no`);
  await resident.sendFeedback('fjalëshpikur', { type: 'sensitive_report', safe: 'no' });
  const serious = await lastItem(line);
  await replyToItem(line, protection, serious.reference, { text: 'Po vijmë', changeKey: randomUUID() });
  await resident.command('menu');
  await resident.command('my');
  await resident.tap(`i:show:${serious.id}`);
  await resident.tap('n:show');
  await resident.sendFeedback('fjalëshpikur', { type: 'sensitive_report', safe: 'yes', anonymous: true });
  await resident.sendFeedback('fjalëshpikur', { anonymous: true });
  for (const command of ['privacy', 'help', 'my', 'language', 'trainings', 'grants', 'forget'])
    await resident.command(command);
  await resident.command('cancel');
  await resident.register(offers[0] ?? '');
  await resident.command('menu');
  await resident.register(offers[1] ?? '');
  for (const list of ['trainings', 'my']) await resident.command(list);
  await applyFor(resident, call);
  for (const { id } of await rows(line, 'select id from registrations')) await resident.tap(`g:cancel:${id}`);
  await resident.command('cancel');
  await walk(resident, STEPS);
  await resident.command('cancel');
  await resident.sendFeedback('fjalëshpikur');
  await resident.command('cancel');
  await resident.tap(`i:withdraw:${(await lastItem(line)).id}`);
  await resident.command('cancel');
  await resident.command('forget');
  await resident.press('sure:yes');
  await resident.press('really:yes');
  return [...found.values()];
}

type Walker = ReturnType<typeof makeResident>;

async function walk(resident: Walker, steps: number): Promise<void> {
  const pressed = new Map<string, number>();
  for (let step = 0; step < steps; step += 1) {
    const button = leastPressed(resident.said(), pressed);
    const writes = step % 7 === 3 || button === null;
    if (writes) await resident.write(WRITTEN[step % WRITTEN.length] ?? '');
    else if (step % 31 === 30) await resident.speak();
    else await resident.tap(button.data);
    if (step % 60 === 59) await resident.command(COMMANDS[Math.floor(step / 60) % COMMANDS.length] ?? 'menu');
    // Whoever deleted everything begins anew.
    if (resident.keys().includes('forget:done')) await resident.agree('rom');
  }
}

const WRITTEN = ['fjalëshpikur', '044 123 456', '1500', 'Sample Person', '34'];
const COMMANDS = ['menu', 'trainings', 'my', 'feedback', 'grants', 'privacy', 'cancel', 'help'];

function leastPressed(says: readonly Say[], pressed: Map<string, number>): SayButton | null {
  const named = says.flatMap((say) =>
    (say.buttons ?? []).flat().map((button) => ({ button, name: `${keysOf(say)} ${kindOf(button)}` })),
  );
  const times = ({ name }: { name: string }): number => pressed.get(name) ?? 0;
  const chosen = named.reduce<(typeof named)[number] | null>(
    (best, one) => (best === null || times(one) < times(best) ? one : best),
    null,
  );
  if (chosen === null) return null;
  pressed.set(chosen.name, times(chosen) + 1);
  return chosen.button;
}

const keysOf = (say: Say): string => [...say.lines, ...(say.after ?? [])].map(({ key }) => key).join();
const kindOf = ({ label, data }: SayButton): string => ('key' in label ? label.key : withoutIds(data));
const withoutIds = (text: string): string =>
  text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID').replace(/\bf:[0-9a-f]{8}/g, 'f');

/** Two that differ only in whom and when they are about. */
const shapeOf = ({ lines, after, buttons, critical }: Say): string =>
  withoutIds(JSON.stringify({ lines, after, buttons, critical })).replace(
    /\d{4}-\d\d-\d\dT[\d:.]+Z|\b[A-Z]-[0-9A-Z]{6}/g,
    '#',
  );
