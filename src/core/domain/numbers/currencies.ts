/** What money is called that is no euro, by its sign, its code or its name as people here write it, without marks. */
const SIGNS = /[$£¥₤₺₽₣]/u;
const CODES = /^(?:rsd|all|usd|gbp|chf|mkd|try|bam|hrk|din|dm|km|kn|den|sek|nok|dkk|pln|huf|czk)$/;
const NAMES =
  /^(?:dinar(?:a|i|e|et|esh|eve|ima|ja)?|lek(?:e|u|et|esh|eve|ja)?|dol+ar(?:a|i|e|et|esh|eve|ja|s)?|frang(?:a|e|ash)|fran(?:ak|aka|ka|ke|ki)|funt(?:a|i|e)|pounds?|denar(?:a|i|e)|lir(?:a|e|ash)|kun(?:a|e)|mark(?:a|e|ash)|maraka)$/;

export const isOtherSign = (sign: string): boolean => SIGNS.test(sign);
export const isOtherCurrency = (word: string): boolean => CODES.test(word) || NAMES.test(word);
