import type { TextLanguage } from '../../../core/domain/languages.ts';
import { learnLanguages, type TellLanguage } from '../../../core/i18n/tell-language.ts';
import { SOURCE_LANGUAGE, type Texts } from '../../../core/i18n/texts.ts';
import { textsOfStaff } from './words.ts';

const learnt = new WeakMap<Texts, TellLanguage>();

/** Learns them now, before anybody waits for an answer of ours: Slack gives three seconds. */
export const learnToTell = (texts: Texts): void => void seemsToBeIn('', SOURCE_LANGUAGE, texts);

/** The other language that a text for this reader seems to be in; null where it may be theirs. A hint, never a reason to refuse. */
export function seemsToBeIn(text: string, reader: string, texts: Texts = textsOfStaff()): TextLanguage | null {
  const known = learnt.get(texts) ?? learnLanguages(texts);
  learnt.set(texts, known);
  return known.foreignTo(text, reader);
}
