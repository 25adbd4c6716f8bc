import type { NumberWords } from './numbers/number-words.ts';
import { ALBANIAN } from './numbers/words/albanian.ts';
import { ENGLISH } from './numbers/words/english.ts';
import { ROMANI } from './numbers/words/romani.ts';
import { SERBIAN } from './numbers/words/serbian.ts';
import { serbianCyrillic, serbianLatin } from './text/serbian-script.ts';

/** What the line knows of a language. Its texts are in `locales/<code>`, its own name there under `codes:language.<code>`. */
export type LanguageRow<Code extends string = string> = {
  /** Residents pick it. Else staff alone read it, and it is the source of the others. */
  residents: boolean;
  script: 'Latin' | 'Cyrillic';
  /** It is another's text in another script: made from that one wherever it has none of its own. */
  madeFrom?: { language: Code; make: (text: string) => string; back: (text: string) => string };
  /** Nobody vouches for its texts: who picks it is asked for a second language, which stands under what is critical. */
  testVersion?: boolean;
  /** How it counts, where CLDR has no data (Intl would silently take the machine's own locale). */
  plurals?: { categories: Intl.LDMLPluralRule[]; select: (count: number) => Intl.LDMLPluralRule };
  /** The same for gettext, which numbers the forms (GNU gettext manual, Plural forms); without it: one, and all others. */
  pluralForms?: string;
  /** The locale of Intl whose dates have the month in words. Without one, dates are in figures. */
  dates?: string;
  /** Of dates in figures: the full stop after the year, which is an ordinal. */
  lastStop?: true;
  /** Between a date and the time of day, where it is no comma. */
  at?: string;
  /** What stands between thousands and before decimals, and where the euro stands; as CLDR has it, where it has the language. */
  figures: { group: '\u00a0' | '.' | ','; decimal: ',' | '.'; euro: 'before' | 'after' };
  /**
   * ISO 639-1, as Telegram knows languages: what a phone of its readers is set to, and whether the commands there are in it. `near`: set to
   * one of these, a phone is most likely of its readers.
   */
  phone: { code: string; commands: boolean; near?: readonly string[] };
  /** Writes peoples and languages small: their names begin so within a line, and as a button does on a button. */
  peoplesSmall?: boolean;
  /** As what an offer is held, written or spoken. */
  teaching: string;
  /** Frequent words beside those of its texts, as people type them: by both it is told which language something is in (core/i18n/tell-language.ts). */
  words?: string;
  /** How it says numbers, and what is written beside them; what is in another script is read by the words of the first. */
  numbers?: NumberWords;
  /** The glossary's "Do not use". */
  avoid?: RegExp;
};

/** One, few and other, in the order of CLDR. */
const SERBIAN_FORMS =
  'nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);';

/**
 * All that code knows of each language. The order is that of the buttons and of the columns of a sheet; the first speaks where nobody's
 * language is known yet. No other file names one (test/core/domain/languages.test.ts).
 */
export const LANGUAGE_TABLE = {
  sq: {
    residents: true,
    script: 'Latin',
    dates: 'sq',
    peoplesSmall: true,
    numbers: ALBANIAN,
    figures: { group: '\u00a0', decimal: ',', euro: 'after' },
    phone: { code: 'sq', commands: true },
    teaching: 'sq',
    words: `po jo dhe ose por nuk s'ka ka kam keni kemi kanë kishte është janë jam jemi jeni ishte ishin do të te në ne nga me për mbi nën pa si sa kur ku pse
      çfarë cili cila kush këtë kjo ky këta këto atë ajo ai ata ato një dy tre shumë pak më tani sot nesër dje javë muaj ditë ora pastaj pasi para
      mirë mirëdita përshëndetje tungjatjeta faleminderit ju lutem lutemi falni na vjen keq mund duhet duam dua ta ua jua tuaj tuaja tonë jonë juaj juve
      kërkesa kërkesën ankesa ankesën pyetja pyetjen përgjigje përgjigjen mesazh mesazhin ndihmë ndihmojmë telefon numri zyra zyrë komuna komunën
      shkolla shkollën fëmijët familja uji ujë rryma rruga dokumentet letra paraja para mbledhje trajnim trajnimi aplikim vendim vend dosja ende
      asnjë gjithë gjithçka vetëm edhe pranuam morëm dërguam dërgoni ejani thirrni prisni shkruani sillni pritni përsëri sërish sapo deri derisa`,
    avoid: /\bRAE\b|nevoja të veçanta|magjup|evgjit|arixhi/iu,
  },
  // Dates in figures: CLDR has the month in the nominative alone, and our sentences want other cases.
  'sr-Latn': {
    residents: true,
    script: 'Latin',
    numbers: SERBIAN,
    lastStop: true,
    at: ' u ',
    figures: { group: '.', decimal: ',', euro: 'after' },
    pluralForms: SERBIAN_FORMS,
    phone: { code: 'sr', commands: true, near: ['bs', 'hr', 'sh', 'cnr', 'me'] },
    teaching: 'sr',
    words: `da ne nije jeste je su sam smo ste si bi bio bila bilo biti budu će ću ćete ćemo i a ali ili jer ako kad kada gde kako zašto šta što ko koji koja koje koju
      kojih taj ta to ove ovaj ova ovo ovog tu tamo ovde sada danas sutra juče dan dana sedmica mesec sat vreme posle pre za od do na u sa kod iz po pri o
      bez vam vas vaš vaša vaše vašu naš naša naše nas nam mi vi on ona oni one njih njega molim molimo hvala izvinite žao dobar zdravo poštovani pozdrav
      možete možemo može mogu treba trebalo morate moramo zahtev zahtevu žalba žalbu pitanje odgovor odgovora poruka poruku pomoć pomognemo telefon broj
      kancelarija kancelariju opština opštini škola školi deca porodica voda vode struja put ulica dokumenta papir novac sastanak obuka obuku prijava prijavu
      odluka mesto spisak još već samo takođe primili smo dobili poslali pošaljite dođite pozovite sačekajte pišite donesite ponovo uskoro čim dok nema ima`,
    avoid:
      /\bRAE\b|(?<!\p{L})(nedelj\p{L}*|tužb\p{L}*|cigan\p{L}*|sakat\p{L}*|ćaskanj\p{L}*|datote[kc]\p{L}*|dokument[ei]|papir\p{L}*|linij\p{L} zajednice|vrijeme|promijeni\p{L}*|izmjen\p{L}*|poslije|gdje|ovdje|uvijek|mjesto|riječ\p{L}*)(?!\p{L})/iu,
  },
  'sr-Cyrl': {
    residents: true,
    script: 'Cyrillic',
    madeFrom: { language: 'sr-Latn', make: serbianCyrillic, back: serbianLatin },
    lastStop: true,
    at: ' у ',
    figures: { group: '.', decimal: ',', euro: 'after' },
    pluralForms: SERBIAN_FORMS,
    phone: { code: 'sr', commands: false },
    teaching: 'sr',
  },
  // Telegram knows no Romani, and CLDR has no data for it: it counts one and more, and its dates are in figures.
  rom: {
    residents: true,
    script: 'Latin',
    testVersion: true,
    numbers: ROMANI,
    plurals: { categories: ['one', 'other'], select: (count) => (count === 1 ? 'one' : 'other') },
    // Neither a point nor a comma, which its readers know as thousands and as decimals from two languages.
    figures: { group: '\u00a0', decimal: ',', euro: 'after' },
    phone: { code: 'sr', commands: false },
    teaching: 'rom',
    words: `va na hem thaj thay ili či ni nane si sine sijem sijan sijam sijen ka te so kaj kote sar soske keda kana kon koj kas akava akaja akala odova odoja odola
      akana avdive avdije tajsa irati dive kurko masek sato vakti palo angla taro tari ko ki e o i le la len man tut amen tumen tumenge tumaro tumari tumare
      amaro amari amare amenge tuke tiro tiri tire mange miro pe peske lačho lačhi lačhe laqho laqhe najs palikerav sasto sasti molim žao šaj shaj našti nashti
      mangav mangel mangela mangaja džanav džanel džanen kerav kerel keren kerela dikhaja dikhel phen phena phenen phendo vačer vačeren av aven avena ćher kher
      buti bukji čhave čhavo qhave džuvli murš manuša manuš škola pani drom dromo foro gav love lil lila hramon hramonen hramonel bičhal bičhalen bičhaldo biqhal
      ažutiribe ažutinel ažutina odgovori odgovorinel pučhen pučhipe pučibe bašo baši vaš vash kotar prekal mothav majbut but hari jek duj trin sa savo savi save aver javer nevo nevi
      phravdo phanlo palem akate othe khere romani roma romane čhib qhib anav ov ovel ovela ovena ulo ule alo ale dži dži ko ked`,
    avoid: /\bRAE\b|(?<!\p{L})(gadž\p{L}*|raklo|rakli|das|khoraj|čhavo|čhaj|tužba|j?ivja|sakat\p{L}*)(?!\p{L})/iu,
  },
  en: {
    residents: false,
    script: 'Latin',
    dates: 'en-GB',
    numbers: ENGLISH,
    figures: { group: ',', decimal: '.', euro: 'before' },
    phone: { code: 'en', commands: true },
    teaching: 'en',
    words: `yes no not the a an and or but of to in on at by for from with without about as is are was were be been have has had do does did will would can could should
      may must we you they he she it i us them your our their his her its this that these those there here what when where who which why how if then because
      please thank thanks hello dear sorry regards welcome today tomorrow yesterday week month day hour morning soon again now still already only also more some any
      all every next first last after before until message answer reply question request complaint report help office phone number call come bring send write
      wait receive received need needs know tell told think look looking school child children family water electricity road paper papers money meeting training
      application apply decision place list open closed back get got give given take taken make made work working just very well good let been being`,
    avoid: /\bRAE\b/,
  },
} as const satisfies Record<string, LanguageRow>;

type Table = typeof LANGUAGE_TABLE;
/** Of an offer's texts: the residents', and that of staff. */
export type TextLanguage = keyof Table;
export type ResidentLanguage = {
  [Code in TextLanguage]: Table[Code]['residents'] extends true ? Code : never;
}[TextLanguage];
/** Of what files for staff and for those they share with are written in: a test version of residents' texts is none. */
export type FileLanguage = {
  [Code in TextLanguage]: Table[Code] extends { testVersion: true } ? never : Code;
}[TextLanguage];
export type TeachingLanguage = Table[TextLanguage]['teaching'];
