import { numberWords } from '../number-words.ts';

export const SERBIAN = numberWords({
  ones: 'nula jedan/jedna/jedno/jednu dva/dve/dvije tri četiri pet šest sedam osam devet deset jedanaest dvanaest trinaest četrnaest petnaest šesnaest sedamnaest osamnaest devetnaest',
  tens: 'dvadeset/dvaest/dvades trideset/tries četrdeset pedeset šezdeset sedamdeset osamdeset devedeset',
  hundreds:
    'sto dvesta/dvesto/dvjesta/dvjesto trista/tristo četiristo/četirsto petsto šeststo/šesto sedamsto osamsto devetsto',
  scales: {
    100: 'stotina stotine stotinu',
    1000: 'hiljada hiljade hiljadu hiljadi hilj hiljd tisuća tisuće tisuću',
    1000000: 'milion miliona milioni milijun milijuna',
  },
  halves: 'po pola',
  joins: 'i a',
  article: 'jedan jedna jedno jednu',
  euros: 'evro evra evri evre evrima eura euri eure ojro ojra ojri',
  years: 'godina godine godinu godini god g godišnji godišnjak leta ljeta let',
  around:
    'ja imam sam mi je treba trebaju treba oko otprilike do od za ukupno iznos molim vas napunio napunila napunjenih star stara starost imala imao samo jesam meni punih puna puno već tek upravo tačno sada sad skoro',
});
