import { BARE_OFFER, type OfferDraft, type OfferTexts } from '../../core/domain/offers/offer.ts';
import { localInstant, localParts, shiftDays } from '../../core/domain/time/local-time.ts';

type Sample = Partial<OfferDraft> & Pick<OfferDraft, 'kind' | 'agency' | 'municipality' | 'sector' | 'texts'>;

/** A stretch of the clock in Mitrovica, so many days from now. */
const at = (now: Date, days: number, from: string, to: string) => {
  const { day } = localParts(shiftDays(now, days));
  const [startsAt, endsAt] = [localInstant(day, from), localInstant(day, to)];
  if (!startsAt || !endsAt) throw new Error('a sample time that the clock skips');
  return { startsAt, endsAt };
};

/** Invented offers in the programme's real areas. Every text says that it is invented. */
export function sampleOffers(now: Date): OfferDraft[] {
  return [entrepreneurs(now), socialProtection(now), mediators(now), placement(now), startUpGrants(now)].map(
    (sample) => ({ ...BARE_OFFER, ...sample }),
  );
}

const INVENTED = {
  sq: '(Shembull i shpikur.)',
  'sr-Latn': '(Izmišljen primer.)',
  rom: '(Nane čačutno, samo misal.)',
  en: '(Invented sample.)',
} as const;

/** Title, place and description by language, with the remark that it is invented. */
function texts(
  all: Record<keyof typeof INVENTED, readonly [title: string, place: string, description: string]>,
): OfferTexts {
  return Object.fromEntries(
    Object.entries(all).map(([language, [title, place, description]]) => [
      language,
      { title, place, description: `${description} ${INVENTED[language as keyof typeof INVENTED]}` },
    ]),
  );
}

const entrepreneurs = (now: Date): Sample => ({
  kind: 'training',
  agency: 'UNDP',
  municipality: 'mitrovica_south',
  sector: 'jobs_and_business',
  teachingLanguages: ['sq', 'sr'],
  seats: 20,
  waitingSeats: 20,
  heldSeats: { women: 6, roma: 2, ashkali: 2, egyptian: 2 },
  heldUntil: at(now, 8, '12:00', '13:00').startsAt,
  rules: { minAge: 16 },
  sessions: [at(now, 12, '10:00', '14:00'), at(now, 13, '10:00', '14:00')],
  texts: texts({
    sq: [
      'Biznesi im i parë',
      'Qendra e shpikur, rruga 1',
      'Dy ditë për njerëz që duan të hapin biznes: ideja, paratë, klientët.',
    ],
    'sr-Latn': [
      'Moj prvi biznis',
      'Izmišljeni centar, ulica 1',
      'Dva dana za ljude koji žele da pokrenu biznis: ideja, novac, kupci.',
    ],
    rom: [
      'Miro angluno biznis',
      'Izmišljimo centar, ulica 1',
      'Duj dive vaš manuša so mangena te phraven biznis: ideja, love, mušterije.',
    ],
    en: [
      'My first business',
      'Invented centre, street 1',
      'Two days for people who want to start a business: idea, money, customers.',
    ],
  }),
});

const socialProtection = (now: Date): Sample => ({
  kind: 'training',
  agency: 'UNICEF',
  municipality: 'mitrovica_north',
  sector: 'social_protection',
  teachingLanguages: ['sr', 'sq'],
  seats: 12,
  waitingSeats: 5,
  questions: [
    {
      key: 'muni',
      kind: 'yes_no',
      needed: 'yes',
      texts: {
        sq: 'A punoni në komunë ose në qendrën për punë sociale?',
        'sr-Latn': 'Da li radite u opštini ili u centru za socijalni rad?',
        rom: 'Čereja buti ki komuna ili ko centar vaš socijalno buti?',
        en: 'Do you work for a municipality or a centre for social work?',
      },
    },
  ],
  sessions: [at(now, 20, '09:00', '15:00')],
  texts: texts({
    sq: [
      'Punëtori për mbrojtjen sociale',
      'Salla e shpikur, kati 2',
      'Për stafin komunal: si u ndihmohet familjeve pa vonesë.',
    ],
    'sr-Latn': [
      'Radionica o socijalnoj zaštiti',
      'Izmišljena sala, 2. sprat',
      'Za opštinske službenike: kako pomoći porodicama bez čekanja.',
    ],
    rom: [
      'Čedibe vaš socijalno ažutiribe',
      'Izmišljimi soba, upre',
      'Vaš manuša kotar i komuna: sar te ažutirinen sigate e familijenge.',
    ],
    en: [
      'Social protection workshop',
      'Invented hall, 2nd floor',
      'For municipal staff: how to help families without delay.',
    ],
  }),
});

const mediators = (now: Date): Sample => ({
  kind: 'training',
  agency: 'WHO',
  municipality: 'zvecan',
  sector: 'health',
  teachingLanguages: ['rom', 'sr', 'sq'],
  seats: 8,
  waitingSeats: 8,
  heldSeats: { women: 3, roma: 2, ashkali: 1, egyptian: 1 },
  rules: { minAge: 18 },
  sessions: [at(now, 27, '10:00', '13:00'), at(now, 28, '10:00', '13:00'), at(now, 29, '10:00', '13:00')],
  texts: texts({
    sq: [
      'Trajnim për mediatorë shëndetësorë',
      'Ambulanca e shpikur',
      'Tri ditë për njerëz që ndihmojnë fqinjët e tyre te mjeku.',
    ],
    'sr-Latn': [
      'Obuka za zdravstvene medijatore',
      'Izmišljena ambulanta',
      'Tri dana za ljude koji pomažu komšijama kod lekara.',
    ],
    rom: [
      'Treningo vaš sastipaske mediatorja',
      'Izmišljimi ambulanta',
      'Trin dive vaš manuša so ažutirinena pe komšijenge ko doktori.',
    ],
    en: [
      'Training for health mediators',
      'Invented clinic',
      'Three days for people who help their neighbours at the doctor.',
    ],
  }),
});

const placement = (now: Date): Sample => ({
  kind: 'placement',
  agency: 'UNV',
  municipality: 'mitrovica_north',
  sector: 'jobs_and_business',
  seats: 5,
  waitingSeats: 15,
  heldSeats: { youth: 2, women: 2 },
  rules: { minAge: 18, municipalities: ['zvecan', 'mitrovica_north', 'mitrovica_south'] },
  deadline: at(now, 21, '23:30', '23:45').startsAt,
  sessions: [{ startsAt: at(now, 30, '08:00', '16:00').startsAt, endsAt: at(now, 120, '08:00', '16:00').endsAt }],
  texts: texts({
    sq: [
      'Punë praktike për tre muaj',
      'Ndërmarrje e shpikur',
      'Tre muaj punë me pagesë dhe me një mentor, në një ndërmarrje vendore.',
    ],
    'sr-Latn': [
      'Tromesečna radna praksa',
      'Izmišljeno preduzeće',
      'Tri meseca plaćenog rada uz mentora u lokalnom preduzeću.',
    ],
    rom: [
      'Trin masek praktikaluni buti',
      'Izmišljimi kompanija',
      'Trin masek buti vaš plata, jeke mentorea, ki jek kompanija akate.',
    ],
    en: [
      'Three-month job placement',
      'Invented company',
      'Three months of paid work with a mentor in a local company.',
    ],
  }),
});

const startUpGrants = (now: Date): Sample => ({
  kind: 'grant_call',
  agency: 'UNDP',
  municipality: 'mitrovica_south',
  sector: 'jobs_and_business',
  rules: { minAge: 18, municipalities: ['zvecan', 'mitrovica_north', 'mitrovica_south'] },
  questions: [
    {
      key: 'group',
      kind: 'yes_no',
      needed: 'yes',
      texts: {
        sq: 'A jeni grua, ose nën 30 vjeç?',
        'sr-Latn': 'Da li ste žena ili imate manje od 30 godina?',
        rom: 'Sijan džuvli, ili si tut dži ko 29 berša?',
        en: 'Are you a woman, or younger than 30?',
      },
    },
  ],
  papers: [
    { key: 'id', texts: { sq: 'Letërnjoftimi', 'sr-Latn': 'Lična karta', rom: 'Lično karta', en: 'Identity card' } },
    {
      key: 'offer',
      texts: {
        sq: 'Oferta për pajisje',
        'sr-Latn': 'Ponuda za opremu',
        rom: 'Ponuda vaš alatja',
        en: 'Quote for equipment',
      },
    },
  ],
  deadline: at(now, 40, '23:30', '23:45').startsAt,
  maximumCents: 500_000,
  budgetCents: 5_000_000,
  texts: texts({
    sq: ['Grante fillestare për gra dhe të rinj', '', 'Deri në 5 000 € për të nisur ose zgjeruar një biznes të vogël.'],
    'sr-Latn': ['Početni grantovi za žene i mlade', '', 'Do 5.000 € da pokrenete ili proširite mali biznis.'],
    rom: ['Tikne grantja vaš džuvlja thaj terne', '', 'Dži ko 5 000 € te phrave ili te bajrare tikno biznis.'],
    en: ['Start-up grants for women and youth', '', 'Up to €5,000 to start or grow a small business.'],
  }),
});
