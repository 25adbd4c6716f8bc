import { checkCertificate } from '../../../core/trainings/certificates/check-certificate.ts';
import { escapeAndCut, isolate } from '../escape.ts';
import { openModal } from '../host/open-modal.ts';
import { section } from '../kit/blocks.ts';
import { message } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import { clock } from '../offers/offer-words.ts';
import type { Opening, StaffBot } from '../surface.ts';

const { words } = staffWords('staff-offers');

/** `/line show C-…`: whether a certificate is one of ours, and what it says. */
export const openCertificate = (bot: StaffBot, opening: Opening, code: string): Promise<void> =>
  openModal(bot, opening, async (member) => {
    const checked = await checkCertificate(bot.line, member, code);
    if (!checked.ok) {
      if (checked.code !== 'not_found') return checked;
      return { ok: true, value: message(words('certificate.not_found')) };
    }
    const { name, title, from, to, issuedAt } = checked.value;
    const facts = words('certificate.facts', {
      name: name === null ? words('certificate.no_name') : isolate(escapeAndCut(name, 120).text),
      title: escapeAndCut(title, 200).text,
      period: [from, to].flatMap((at) => (at ? [clock(at).slice(0, 10)] : [])).join(' - '),
      issued: clock(issuedAt).slice(0, 10),
    });
    const valid = words('certificate.valid', { code: checked.value.code });
    return { ok: true, value: message([section(valid), section(facts)]) };
  });
