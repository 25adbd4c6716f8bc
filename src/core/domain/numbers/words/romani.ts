import { numberWords } from '../number-words.ts';

export const ROMANI = numberWords({
  ones: 'nula jek/jekh/ekh duj trin štar pandž/panč/pandz šov/šo efta ohto/oxto/okto enja/inja deš dešujek/dešujekh dešuduj dešutrin dešuštar/dešuštar dešupandž/dešupanč dešušov/dešuše dešefta/dešuefta dešohto/dešuohto/dešoxto dešenja/dešuenja',
  tens: 'biš trijanda/tranda/trianda saranda/štarvardeš pinda/pinjanda/pandžvardeš šovardeš/šovvardeš eftavardeš ohtovardeš/oxtovardeš enjavardeš',
  scales: {
    100: 'šel šela',
    1000: 'milja milje mija mije hiljada hiljade hiljadu mijë',
    1000000: 'milioni milion milionja',
  },
  halves: 'jekvaš dopaš opaš',
  joins: 'thaj hem u te i',
  article: 'jek jekh ekh',
  euros: 'evro evra evrja evrura euri eurja euroja evrujo',
  years: 'berš berša beršengo beršengi beršenge beršen breš breša godine',
  around:
    'me isi man si hinum sijum sium trubul treba mange molim kobor kozom pašal paš dži ko taro samo akana numa tačno',
});
