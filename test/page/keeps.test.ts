import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sitAtDesk } from '../support/page-desk.ts';
import { addPart, agree, beginFeedback, holdPhone, sampleOf, sendFeedback, sendForm } from '../support/page-phone.ts';
import { pageWord, say } from '../support/page-words.ts';
import { usePage } from '../support/use-page.ts';

const opened = usePage();

test('a reload in the middle of a dialogue keeps every word and goes on where it was', async () => {
  const phone = holdPhone(opened.page, 'sq');
  await phone.pick();
  await agree(phone);
  await beginFeedback(phone);
  await addPart(phone, () => phone.write('fjalë para rifreskimit'));
  await opened.page.reload();
  await phone.root.getByText('fjalë para rifreskimit').first().waitFor();
  expect(await phone.chosen()).toBe(String(sampleOf('sq').chatId));
  const reference = await sendForm(phone);
  await sitAtDesk(opened.page).card(reference).getByText('fjalë para rifreskimit').waitFor();
});

test('a lost connection is said, and what happened meanwhile is there when it comes back', async () => {
  const phone = holdPhone(opened.page, 'sr-Latn');
  await phone.pick();
  await agree(phone);
  const lost = opened.page.getByText(pageWord('staff-page', 'lost'));
  await opened.line.stop();
  await lost.waitFor();
  await opened.line.start();
  await lost.waitFor({ state: 'hidden' });
  const again = holdPhone(opened.page, 'sr-Latn');
  await again.write('/menu');
  await again.button('menu:feedback').waitFor();
});

test('a file that is too large is refused in the words of the bot', async () => {
  const phone = holdPhone(opened.page, 'sr-Cyrl');
  await phone.pick();
  await agree(phone);
  await beginFeedback(phone);
  const folder = await mkdtemp(join(tmpdir(), 'community-line-large-'));
  const path = join(folder, 'invented.pdf');
  await writeFile(path, '');
  await truncate(path, 21 * 1024 ** 2);
  await phone.choose('document', path);
  await phone.hearsKey('forms:file_too_large', { channel: say('sr-Cyrl', 'codes:channel.telegram') });
  await rm(folder, { recursive: true });
});

test('two devices of one resident show one chat', async () => {
  const first = holdPhone(opened.page, 'rom');
  await first.pick();
  await first.layBeside();
  const second = holdPhone(opened.page, 'rom', 1);
  await second.pick();
  await agree(first);
  await second.button('menu:feedback').waitFor();
  await second.write('/help');
  await first.hears(say('rom', 'help:title'));
});

test('an answer to somebody who blocked the bot stands on the card as not delivered', async () => {
  const phone = holdPhone(opened.page, 'sq');
  const desk = sitAtDesk(opened.page);
  await phone.pick();
  const reference = await sendFeedback(phone, 'fjalë të shpikura të fundit');
  await phone.block();
  await desk.actAs('triage');
  await desk.reply(reference, 'Kjo është një përgjigje e shpikur.');
  await desk.cardSays(reference, 'staff-cards:delivery.blocked');
});
