import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverCard } from '../../../src/bots/slack/deliver/deliver-card.ts';
import { readAsSeen } from '../../../src/bots/telegram/as-seen.ts';
import { renderSays } from '../../../src/bots/telegram/render.ts';
import type { Language } from '../../../src/core/domain/codes.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { sealedIn } from '../../../src/core/privacy/places.ts';
import { openJson } from '../../../src/core/privacy/seal.ts';
import type { View } from '../../../src/sandbox/slack/state.ts';
import { applicationsOf, applyFor, openCall } from '../../support/grants.ts';
import { makeResident } from '../../support/resident.ts';
import { row } from '../../support/rows.ts';
import { CHANNEL, type OfferDesk, openDesk, PEOPLE, shownIn } from './offers/offer-desk.ts';

const { triage } = PEOPLE;
const texts = loadTexts();
let desk: OfferDesk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const WORDS: Record<Language | 'en', string> = {
  sq: 'E kemi pranuar kërkesën tuaj dhe do t’ju shkruajmë <sonte> & *nesër*.',
  'sr-Latn': 'Primili smo vaš zahtev i pisaćemo vam <večeras> & *sutra*.',
  'sr-Cyrl': 'Примили смо ваш захтев и писаћемо вам <вечерас> & *сутра*.',
  rom: 'Dobinđam tumaro rodipe thaj ka hramona tumenge <avdive> & *tajsa*.',
  en: 'We have received your request and will write to you <tonight> & *tomorrow*.',
};

/** An application of somebody who reads this language; its item is answered and closed as any other. */
async function applied(language: Language) {
  const callId = await openCall(desk.line, desk.staff.lead);
  const person = makeResident(desk.line);
  await person.agree(language);
  await applyFor(person, callId);
  const [made] = await applicationsOf(desk.line, callId);
  if (!made) throw new Error('nothing was applied for');
  return { ...made, person };
}

async function opened(reference: string, action: string): Promise<View> {
  const { id } = await row(desk.line, `select id from items where reference = '${reference}'`);
  await deliverCard(desk.to, String(id));
  const card = desk.slack.messages(CHANNEL).findLast(({ metadata }) => JSON.stringify(metadata).includes(reference));
  await desk.slack.click(triage, CHANNEL, card?.ts ?? '', action, reference);
  return desk.form(triage, action);
}

/** What is owed to the resident of an item last, as their phone shows it. */
async function owed(reference: string): Promise<string[]> {
  const found = await row(
    desk.line,
    `select d.sealed_say as say, r.id, r.key_id, r.language, r.second_language as second from deliveries d
     join residents r on r.id = d.resident_id join items i on i.id = d.item_id
     where i.reference = '${reference}' and d.sealed_say is not null order by d.id desc limit 1`,
  );
  const key = await desk.line.keyring.key(desk.line.database.read, String(found.key_id));
  if (!key) throw new Error('there is no key');
  const says = openJson<Parameters<typeof renderSays>[1]>(key, sealedIn.say(String(found.id)), found.say as Buffer);
  const messages = readAsSeen(
    renderSays(texts, says, found.language as Language, (found.second as Language | null) ?? null),
  );
  return messages.flatMap(({ parts }) => parts.map(({ text }) => text));
}

/** The preview's words, without the line of a quotation. */
const previewed = (view: View): string[] => {
  const from = view.blocks.findIndex((block) => JSON.stringify(block).includes('*Preview*'));
  return view.blocks
    .slice(from + 1)
    .flatMap((block) => (block.text as { type: string; text: string } | undefined) ?? [])
    .filter(({ type }) => type === 'plain_text')
    .map(({ text }) => text.replace(/^│ /gm, ''));
};

const FORMS = [
  ['reply', 'text', {}],
  ['grant_papers', 'words', { papers: ['id'] }],
  ['grant_decide', 'reason', { verdict: 'decline' }],
] as const;

describe('what a resident will read of a form', () => {
  it.each(FORMS)(
    '%s: is asked about once in another language, never in theirs, and shown as it is sent',
    async (form, field, more) => {
      const { reference } = await applied('sq');
      await opened(reference, form);
      for (const foreign of ['en', 'sr-Latn'] as const) {
        const doubted = await desk.slack.fillAndSubmit(triage, { ...more, [field]: WORDS[foreign] });
        expect(JSON.stringify(doubted)).toMatch(/This may not be in Albanian: it looks like (English|Serbian)/);
        await desk.leave(triage);
        await opened(reference, form);
      }
      desk.slack.setInput(triage, { ...more, [field]: WORDS.sq });
      await desk.slack.clickInView(triage, form === 'reply' ? 'preview' : `preview_${form}`, 'preview');
      const view = await desk.seen(triage, '*Preview*');
      const shown = previewed(view);
      expect(shown.join('\n')).toContain(WORDS.sq);
      expect(shown.join('\n')).toContain(reference);
      expect(shownIn(view)).not.toContain('This may not be in');
      const sent = await desk.slack.fillAndSubmit(triage, { ...more, [field]: WORDS.sq });
      expect(sent).not.toHaveProperty('errors');
      expect(shownIn('updated' in sent ? sent.updated : null)).not.toContain('This may not be in');
      await desk.leave(triage);
      expect(shown).toEqual(await owed(reference));
    },
  );

  it.each(FORMS)(
    '%s: its preview says that the words look like another language, and is asked no more',
    async (form, field, more) => {
      const { reference } = await applied('sq');
      const preview = form === 'reply' ? 'preview' : `preview_${form}`;
      await opened(reference, form);
      for (const [written, doubted] of [
        ['en', true],
        ['sq', false],
        ['sr-Latn', true],
      ] as const) {
        desk.slack.setInput(triage, { ...more, [field]: WORDS[written] });
        await desk.slack.clickInView(triage, preview, 'preview');
        const view = await desk.seen(triage, WORDS[written].split('<')[0] ?? '');
        expect(previewed(view).join('\n')).toContain(WORDS[written]);
        expect(shownIn(view).includes('This may not be in Albanian')).toBe(doubted);
      }
      const sent = await desk.slack.fillAndSubmit(triage, { ...more, [field]: WORDS['sr-Latn'] });
      expect(sent).not.toHaveProperty('errors');
      expect(shownIn('updated' in sent ? sent.updated : null)).not.toContain('This may not be in');
      await desk.leave(triage);
      expect((await owed(reference)).join('\n')).toContain(WORDS['sr-Latn']);
    },
  );
});

it('a form that answers opens however much was written, and says how much of it it leaves out', async () => {
  const { person, reference } = await applied('sq');
  const { id } = await row(desk.line, `select id from items where reference = '${reference}'`);
  for (let more = 1; more <= 7; more += 1) {
    await person.tap(`i:add:${id}`);
    await person.write(`edhe kjo, e shpikur ${more}`);
    await person.press('messages:!done');
  }
  const view = shownIn(await opened(reference, 'reply'));
  expect(view).toContain('earlier messages stand in the open item');
  expect(view).toContain('edhe kjo, e shpikur 7');
  expect(view).not.toContain('edhe kjo, e shpikur 1');
});
