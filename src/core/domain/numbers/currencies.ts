/** What money is called that is no euro, by its sign, its code or its name as people here write it, without marks. */
const SIGNS = /[$£¥₤₺₽₣]/u;
const CODES = /^(?:rsd|all|usd|gbp|chf|mkd|try|tl|bam|hrk|din|dm|km|kn|den|sek|nok|dkk|pln|zl|huf|czk)$/;
const NAMES =
  /^(?:dinar[a-z]{0,6}|lek(?:e|u|et|esh|eve|ja)?|dol+ar[a-z]{0,6}|frang[a-z]{0,4}|fran(?:aka?|k[a-z]{0,4})|funt[a-z]{0,4}|pounds?|denar[a-z]{0,6}|lir(?:a|e|ash)|kun(?:a|e)|mark(?:a|e|ash)|maraka|zlot[a-z]{0,2})$/;

export const isOtherSign = (sign: string): boolean => SIGNS.test(sign);
export const isOtherCurrency = (word: string): boolean => CODES.test(word) || NAMES.test(word);
