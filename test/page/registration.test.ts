import { expect, test } from 'vitest';
import { localParts } from '../../src/core/domain/time/local-time.ts';
import { type Desk, sitAtDesk } from '../support/page-desk.ts';
import { lookUnderGlass } from '../support/page-glass.ts';
import { agree, holdPhone, type PagePhone } from '../support/page-phone.ts';
import { opening, say, staffWord } from '../support/page-words.ts';
import { usePage } from '../support/use-page.ts';

/** Short: a button shows as much of a name as a cheap phone holds. */
const TITLE = 'Sewing';
const DAYS_AHEAD = 5;
const offers = (key: string, values = {}) => staffWord(`staff-offers:${key}`, values);

const opened = usePage();

test('a freed seat goes to who waits, and who has it is reminded when the time comes', async () => {
  const first = holdPhone(opened.page, 'sq', 0);
  await first.pick();
  await first.layBeside();
  const second = holdPhone(opened.page, 'sr-Latn', 1);
  await second.pick();
  for (const phone of [first, second]) await agree(phone);
  const desk = sitAtDesk(opened.page);
  await desk.actAs('lead');
  await publishTraining(desk);

  await register(first, 'registration:seated.title', 'offers:button.register');
  await register(second, 'registration:waiting.title', 'offers:button.wait');
  await first.tap('registration:button.cancel_of', { title: TITLE });
  await first.tap('registration:cancel.yes');
  await second.hearsKey('registration:freed.title', { title: TITLE });
  await second.tap('registration:button.accept');
  await second.hearsKey('registration:accepted', { title: TITLE });

  const glass = await lookUnderGlass(opened.page);
  await glass.forward((DAYS_AHEAD - 3) * 24 + 1);
  await second.hearsKey('reminders:days3', { title: TITLE });
  expect(await first.root.getByText(opening('sq', 'reminders:days3')).count()).toBe(0);
});

/** From the list of what is open to the end of the form. */
async function register(phone: PagePhone, ending: string, button: string): Promise<void> {
  await phone.begin();
  await phone.write('/trainings');
  await phone.fresh().getByRole('button', { name: TITLE }).last().click();
  await phone.tap(button);
  await phone.hearsKey('registration:name.ask');
  await phone.write('Sample Person');
  await phone.hearsKey('registration:phone.ask');
  await phone.root
    .getByRole('button', { name: say(phone.language, 'common:share_contact') })
    .last()
    .click();
  await phone.tap('common:skip');
  await phone.tap('common:yes');
  await phone.tap('registration:check.send');
  await phone.hearsKey(ending, { title: TITLE });
}

/** By modals alone, as the programme's lead does it; first with a date that is over. */
async function publishTraining(desk: Desk): Promise<void> {
  await desk.write('/line training');
  await desk
    .ephemeral()
    .getByRole('button', { name: offers('button.new_training'), exact: true })
    .click();
  const start = new Date(Date.now() + DAYS_AHEAD * 86_400_000);
  const { day } = localParts(start);
  const { time } = localParts(start);
  await desk.choose('staff-offers:field.language', offers('text_language.en'));
  await desk.field('staff-offers:field.title').fill(TITLE);
  await desk.field('staff-offers:field.description').fill('Invented words.');
  await desk.choose('staff-offers:field.agency', 'UNDP');
  await desk.choose('staff-offers:field.municipality', staffWord('staff-cards:municipality.mitrovica_north'));
  await desk.choose('staff-offers:field.sector', staffWord('staff-cards:sector.training'));
  await desk.chooseSeveral('staff-offers:field.teaching', [offers('teaching.sq'), offers('teaching.sr')]);
  await desk.field('staff-offers:field.seats').fill('1');
  await desk.field('staff-offers:field.sessions').fill('2020-01-01 10:00-11:00');
  await desk.submit('staff-offers:forms.offer_new_training.submit');
  await desk.modal.getByText(offers('problems.date_past')).waitFor();
  await desk.field('staff-offers:field.sessions').fill(`${day} ${time}-23:59`);
  await desk.submit('staff-offers:forms.offer_new_training.submit');
  await desk.submit('staff-offers:button.publish');
  await desk.sure('staff-offers:confirm.yes');
  await desk.modal.getByText(offers('note.published')).waitFor();
  await desk.leave();
}
