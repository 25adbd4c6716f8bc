/**
 * What stays in Latin letters where a Serbian text is written in Cyrillic: placeholders and addresses, agencies' own letters, and names of things
 * as their makers write them. "Ехцел" and "Хоутх Центер" are nobody's words.
 */

/** Placeholders, tags and entities, addresses, commands and names on Telegram. */
const PIECES =
  /\{\{[^{}]*\}\}|<[^<>]*>|&(?:[a-z]+|#\d+);|https?:\/\/\S+|www\.\S+|\S+@\S+\.\S+|@\w+|(?<![\p{L}\p{N}])\/[a-z_]+|(?<![\p{L}\p{N}.])(?:[a-z0-9-]+\.)+(?:rs|com|org|net|info|eu|ba|me|mk|al|io|int|gov|edu)(?:\/\S*)?(?![\p{L}\p{N}])/gu;

/** Written in capitals in any script's text. What Serbian has its own letters for (ЕУ, УН, НВО, ЈМБГ) is not here. */
const ACRONYMS = new Set(
  `WHO UNICEF UNFPA OHCHR UNDP UNV UNHCR UNESCO ILO IOM FAO OSCE USAID GIZ NGO CBO PHP SQL PDF CSV DOC JPG PNG GIF ZIP SMS MMS GPS USB IBAN BIC COVID HIV PCR
  AAP CHS HXL CV ID IT ICT HR PR AI PC LED LCD CD DVD HTML HTTP HTTPS URL RAM SIM PIN LAN VPN FAQ KB MB GB TB`.split(
    /\s+/,
  ),
);

/** Names whose letters alone do not tell, and words that are written as in English. In small letters: both are found in any case. */
const NAMES = new Set(
  `google gmail facebook instagram viber messenger zoom teams canva outlook office microsoft apple android chrome bluetooth autocad photoshop adobe
  erasmus netflix uber booking airbnb linkedin pinterest snapchat discord signal amazon ebay intel samsung huawei nokia
  online offline e-mail email chat check-in feedback startup start-up freelance freelancer coaching smartphone roaming cloud`.split(
    /\s+/,
  ),
);

/** Capitals that Serbian texts have beside names: places and offices, which are written in the script of the text. */
const OWN =
  /^(?:mitrovic|kosov|sever|južn|juž|zveč|srbij|beograd|prišt|zubin|leposav|priz|gračan|opštin|kancelar|centar|centr|dom|škol|ministar|ulic|trg|program|udruž|organiz|zajedn|obuk|konkurs|prijav)/u;

/** Letters that no Serbian word has: q, w, x, y, and every Latin letter with a mark of another language. */
const FOREIGN = /[qwxy]|(?![a-zđžćčš])\p{Script=Latin}/iu;
const INNER_CAPITAL = /\p{Ll}\p{Lu}/u;
/** A double consonant in a name (Office, Messenger), but where a prefix meets its word (Poddirektor, Bezzračni). */
const DOUBLED = /^(?!(?:o|po|pre|na)dd|(?:be|i|ra)zz)\p{Lu}\p{L}*?([bcdfgklmnprstvz])\1/iu;
const ROMAN = /^(?:IV|V)$/;
/** No word in capitals is like these. */
const LONG_ROMAN = /^(?:II|III|VII|VIII)$/;
/** What stands before the first word of a sentence, a line or a quotation. */
const BEGINS = /^\s*$|[.!?:;\n•–"„“(]\s*$/u;
const CAPITAL = /^\p{Lu}/u;
const MARKED = /[čćšžđ]/iu;
const WORD = /\p{L}[\p{L}\p{N}]*/gu;
/** After a number. */
const UNIT = /^(?:h|km|m|cm|mm|kg|g|l|ml|ha|V|kV|W|kW|Hz)$/;

type Span = { from: number; to: number };
type Word = Span & { text: string; stays: boolean; names: boolean };

let added: readonly RegExp[] = [];

/** Staff's own list (the setting `latinNames`): from now on these stay Latin too, in any case, also several words as one. */
export function keepInLatin(names: readonly string[]): void {
  added = names
    .map((name) => name.normalize('NFC').trim())
    .filter((name) => name !== '')
    .map(asPhrase);
}

/** Where the text has Latin letters that stay, in order, none over another. */
export function latinSpans(text: string): Span[] {
  const whole = [...spansOf(text, PIECES), ...added.flatMap((phrase) => spansOf(text, phrase))];
  const isInside = ({ from, to }: Span) => whole.some((piece) => from < piece.to && to > piece.from);
  const words = [...text.matchAll(WORD)].map((match): Word => {
    const at = { from: match.index, to: match.index + match[0].length };
    const names = !isInside(at) && isName(match[0]);
    return { ...at, text: match[0], names, stays: names || (!isInside(at) && isLetters(text, match[0], match.index)) };
  });
  carryOn(text, words);
  const joined = spansOf(text, /(?<![\p{L}\p{N}])(?:e-mail|check-in|start-up)(?![\p{L}\p{N}])/giu);
  const all = [...whole, ...joined, ...words.filter(({ stays }) => stays)].sort(
    (a, b) => a.from - b.from || b.to - a.to,
  );
  let end = 0;
  return all.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}

const spansOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length }));

const asPhrase = (name: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu');

const isLatin = (word: string): boolean => !/\p{Script=Cyrillic}/u.test(word);

function isName(word: string): boolean {
  if (!isLatin(word)) return false;
  return (
    NAMES.has(word.toLowerCase()) ||
    FOREIGN.test(word) ||
    INNER_CAPITAL.test(word) ||
    (DOUBLED.test(word) && CAPITAL.test(word) && word !== word.toUpperCase())
  );
}

/** Capitals that stand for words, numerals, and units after a number. */
function isLetters(text: string, word: string, at: number): boolean {
  if (!isLatin(word)) return false;
  if (ACRONYMS.has(word) || ACRONYMS.has(word.replace(/\d+$/, ''))) return true;
  if (UNIT.test(word)) return /\d[ \u00a0]?$/.test(text.slice(Math.max(0, at - 2), at));
  const after = text.slice(at + word.length);
  if (LONG_ROMAN.test(word)) return true;
  if (word === 'C') return /^(?:\+\+|#)/.test(after);
  if (word === 's') return /\p{Script=Latin}['’]$/u.test(text.slice(Math.max(0, at - 2), at));
  if (word === 'VI' || ROMAN.test(word)) return /^[. ]+\p{Ll}|^[–-]/u.test(after);
  return false;
}

/** A name of several words: capitals beside a name are of it, "Youth Center" and "Google Maps". What begins a sentence has its capital from there. */
function carryOn(text: string, words: Word[]): void {
  const isPart = ({ text: word, stays }: Word) =>
    !stays && isLatin(word) && CAPITAL.test(word) && !MARKED.test(word) && !OWN.test(word.toLowerCase());
  const beside = (one: Word | undefined, other: Word | undefined) =>
    one !== undefined && other !== undefined && /^[ \u00a0-]$/.test(text.slice(one.to, other.from));
  const takeOver = (word: Word | undefined, from: Word | undefined) => {
    if (word && from?.names && CAPITAL.test(from.text) && isPart(word))
      Object.assign(word, { stays: true, names: true });
  };
  words.forEach((word, index) => {
    if (beside(words[index - 1], word)) takeOver(word, words[index - 1]);
  });
  words.toReversed().forEach((word, index, reversed) => {
    const begins = BEGINS.test(text.slice(Math.max(0, word.from - 4), word.from));
    if (!begins && beside(word, reversed[index - 1])) takeOver(word, reversed[index - 1]);
  });
}
