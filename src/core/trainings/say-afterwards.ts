import { SATISFACTIONS } from '../domain/codes.ts';
import type { OfferFacts, Reader } from '../domain/offers/offer.ts';
import type { Say, SayButton, SayLine } from '../domain/say.ts';
import { seatButtons } from '../offers/buttons.ts';
import { titleOf } from '../offers/say-of-offer.ts';

/** What people hear once it is over. */
export const certificateButton = (registrationId: string): SayButton => ({
  label: { key: 'afterwards:button.certificate' },
  data: seatButtons.write('certificate', registrationId),
});

/** The PDF is made when it is sent; the button brings it again. */
export const sayCertificate = (registrationId: string, code: string): Say => ({
  lines: [{ key: 'afterwards:certificate' }, { key: 'afterwards:certificate_code', values: { code } }],
  file: { name: `${code}.pdf`, make: { kind: 'certificate', registrationId } },
  buttons: [[certificateButton(registrationId)]],
});

/** `code` is the certificate's; null: they were not there often enough. */
export function sayFinished(facts: OfferFacts, reader: Reader, registrationId: string, code: string | null): Say[] {
  const thanks = { key: 'afterwards:thanks', values: { title: titleOf(facts, reader) } };
  const outcome: Say =
    code === null
      ? { lines: [thanks, { key: 'afterwards:missed' }, { key: 'afterwards:missed_wrong' }] }
      : under(thanks, sayCertificate(registrationId, code));
  return [outcome, sayQuestion('useful', registrationId)];
}

/** Staff put the attendance right after it was over. */
export const sayLateCertificate = (facts: OfferFacts, reader: Reader, registrationId: string, code: string): Say[] => [
  under(
    { key: 'afterwards:certificate_late', values: { title: titleOf(facts, reader) } },
    sayCertificate(registrationId, code),
  ),
];

const under = (line: SayLine, say: Say): Say => ({ ...say, lines: [line, ...say.lines] });

export const sayQuestion = (question: 'useful' | 'recommend', registrationId: string): Say => ({
  lines: [{ key: `afterwards:${question}` }],
  buttons: [
    SATISFACTIONS.map((answer) => ({
      label: { key: `codes:satisfaction.${answer}` },
      data: seatButtons.write(question, registrationId, answer),
    })),
  ],
});
