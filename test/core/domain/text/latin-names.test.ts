import { afterEach, describe, expect, it, test } from 'vitest';
import { keepInLatin } from '../../../../src/core/domain/text/latin-names.ts';
import { inOneScript, mixesScripts } from '../../../../src/core/domain/text/one-script.ts';
import { serbianCyrillic, serbianLatin } from '../../../../src/core/domain/text/serbian-script.ts';

afterEach(() => keepInLatin([]));

describe('names of things stay Latin in a Cyrillic text', () => {
  test.each([
    ['Excel i WhatsApp', 'Excel и WhatsApp'],
    ['Kurs za Excel, Word i PowerPoint u školi', 'Курс за Excel, Word и PowerPoint у школи'],
    ['Otvorite Google Maps na telefonu', 'Отворите Google Maps на телефону'],
    ['Youth Center, sprat 2', 'Youth Center, спрат 2'],
    ['u prostoru Open Youth Center kod mosta', 'у простору Open Youth Center код моста'],
    ['Preuzmite WhatsApp danas', 'Преузмите WhatsApp данас'],
    ['YouTube, TikTok, iPhone, eUprava', 'YouTube, TikTok, iPhone, eUprava'],
    ['Wi-Fi mreža i Wi-Fi lozinka', 'Wi-Fi мрежа и Wi-Fi лозинка'],
    ['Potreban je IBAN i test na COVID-19', 'Потребан је IBAN и тест на COVID-19'],
    ['SMS-om ili WhatsApp-om', 'SMS-ом или WhatsApp-ом'],
    ['PDF, CV i USB kabl', 'PDF, CV и USB кабл'],
    ['UNDP Mitrovica i UNICEF', 'UNDP Митровица и UNICEF'],
    ['pišite na ime.prezime@primer.rs ili primer.org/njega.', 'пишите на ime.prezime@primer.rs или primer.org/njega.'],
    ['sajt www.primer.rs, link https://primer.rs/lj', 'сајт www.primer.rs, линк https://primer.rs/lj'],
    ['Mitrovicë, Agim Krasniqi i Bajram Curri', 'Mitrovicë, Agim Krasniqi и Bajram Curri'],
    ['od 8 h do 14 h, 3 km peške', 'од 8 h до 14 h, 3 km пешке'],
    [
      'II sprat, VI razred, Petar III, Aleksandar II., XX vek',
      'II спрат, VI разред, Петар III, Александар II., XX век',
    ],
    ['C++, C# i PHP, Erasmus+', 'C++, C# и PHP, Erasmus+'],
    ['Kod McDonald’s kod mosta', 'Код McDonald’s код моста'],
    ['Online prijava preko e-mail adrese', 'Online пријава преко e-mail адресе'],
    ['Facebook stranica Opštine Zvečan', 'Facebook страница Општине Звечан'],
    ['Microsoft Office i Messenger', 'Microsoft Office и Messenger'],
    ['{{count}} dana, /my', '{{count}} дана, /my'],
  ])('%s', (latin, cyrillic) => {
    expect(serbianCyrillic(latin)).toBe(cyrillic);
    expect(serbianCyrillic(cyrillic)).toBe(cyrillic);
  });

  test.each([
    ['OBUKA ZA ŽENE I MLADE, DA LI STE VI TU', 'ОБУКА ЗА ЖЕНЕ И МЛАДЕ, ДА ЛИ СТЕ ВИ ТУ'],
    ['Preddiplomski kurs, Poddirektor, Bezzračni, Najjači', 'Преддипломски курс, Поддиректор, Беззрачни, Најјачи'],
    ['Koordinator zoološkog vrta', 'Координатор зоолошког врта'],
    ['EU, UN, NVO i JMBG', 'ЕУ, УН, НВО и ЈМБГ'],
    ['Severna Mitrovica, Centar za socijalni rad', 'Северна Митровица, Центар за социјални рад'],
    ['I danas i sutra', 'И данас и сутра'],
  ])('but Serbian words do not: %s', (latin, cyrillic) => {
    expect(serbianCyrillic(latin)).toBe(cyrillic);
    expect(serbianLatin(cyrillic)).toBe(latin);
  });

  it('and those that staff added, of one word or several', () => {
    expect(serbianCyrillic('Lider i Bela Kula Hub')).toBe('Лидер и Бела Кула Хуб');
    keepInLatin(['Lider', 'Bela Kula Hub']);
    expect(serbianCyrillic('Lider i Bela Kula Hub, lidera')).toBe('Lider и Bela Kula Hub, лидера');
  });
});

describe('digraphs that are two letters', () => {
  test.each([
    ['injekcija injektirati injicirati', 'инјекција инјектирати инјицирати'],
    ['nadživeti nadžnjevati', 'надживети наджњевати'],
    [
      'konjunktura konjugacija konjektura konjunktivitis konjuktivitis',
      'конјунктура конјугација конјектура конјунктивитис конјуктивитис',
    ],
    ['Tanjug tanjug anjon', 'Танјуг танјуг анјон'],
    ['odžaliti odžvakati odžak džep budžet', 'оджалити оджвакати оџак џеп буџет'],
    ['podžeći podžariti podželudac', 'поджећи поджарити поджелудац'],
    ['vanjezički panjugoslovenski konj njiva ljubav', 'ванјезички панјугословенски коњ њива љубав'],
  ])('%s', (latin, cyrillic) => {
    expect(serbianCyrillic(latin)).toBe(cyrillic);
    expect(serbianLatin(serbianCyrillic(latin))).toBe(latin);
  });
});

describe('a word is in one script', () => {
  // Latin letters in Cyrillic words and the other way round, as two keyboards make them.
  test.each([
    ['Oбука', 'Обука'],
    ['обукa', 'обука'],
    ['Cкола', 'Скола'],
    ['пpограм', 'програм'],
    ['Хoтел', 'Хотел'],
    ['Mitrovicа', 'Mitrovica'],
    ['Zvečаn', 'Zvečan'],
    ['Jована', 'Јована'],
    ['Јovana', 'Jovana'],
    ['Мilan', 'Milan'],
    ['Mилaн', 'Милан'],
    ['Ljубав', 'Љубав'],
    ['Njегош', 'Његош'],
    ['dжеп', 'джеп'],
    ['COVІD', 'COVID'],
    ['Zы', 'Зы'],
    ['Wладимир', 'Wladimir'],
    ['kurs', 'kurs'],
    ['курс', 'курс'],
    ['Excel и Word', 'Excel и Word'],
    ['SMS-ом', 'SMS-ом'],
  ])('%s is %s', (typed, whole) => {
    expect(inOneScript(typed)).toBe(whole);
    expect(mixesScripts(inOneScript(typed))).toBe(false);
  });

  test.each(['Oбука i Exсel', 'WhatsAppом', 'Mitrovicа', 'Zоom i Gооgle', 'Обukа za žene', 'Јovana Ćirić'])(
    'nor does the Cyrillic of %s mix two',
    (typed) => expect(mixesScripts(serbianCyrillic(inOneScript(typed)))).toBe(false),
  );
});
