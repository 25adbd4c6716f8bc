/** Frequent words that tell Albanian from Serbian in Latin script; none of them is a word in the other. */
const ALBANIAN =
  /(?<!\p{L})(?:është|eshte|dhe|nuk|për|per|jemi|ju|faleminderit|një|nje|kemi|do të|do te|mund|që|qe)(?!\p{L})/giu;
const SERBIAN =
  /(?<!\p{L})(?:je|smo|nije|hvala|vam|ćemo|cemo|koji|koje|ali|ili|ste|možete|mozete|vas|što|sto|biti)(?!\p{L})/giu;
const CYRILLIC = /\p{Script=Cyrillic}/gu;
const LATIN = /\p{Script=Latin}/gu;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Does the text look as if it were in another language or script than the resident reads? A hint, never a reason to refuse. */
export function looksWrong(text: string, language: string): boolean {
  const cyrillic = count(text, CYRILLIC);
  const latin = count(text, LATIN);
  if (cyrillic + latin < 8) return false;
  if (language === 'sr-Cyrl') return latin > cyrillic;
  if (cyrillic > latin) return true;
  const [albanian, serbian] = [count(text, ALBANIAN), count(text, SERBIAN)];
  if (language === 'sq') return serbian > albanian;
  if (language === 'sr-Latn') return albanian > serbian;
  return false;
}
