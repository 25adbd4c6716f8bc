import type { SayButton } from '../domain/say.ts';
import { inSensitiveForm } from './keep-talk.ts';
import type { Answer, Visit } from './visit.ts';

/**
 * Ways out that stand under whatever is said last: the other language for who reads the Romani test version (or came from it), and the
 * quick exit while somebody reports something serious.
 */
export function withSideDoors(visit: Visit, answer: Answer): Answer {
  const doors = [...languageSwitch(visit), ...quickExit(answer)];
  const last = answer.say.at(-1);
  if (doors.length === 0 || !last || answer.clearChat || answer.gone) return answer;
  const say = [...answer.say.slice(0, -1), { ...last, buttons: [...(last.buttons ?? []), doors] }];
  return { ...answer, say };
}

function languageSwitch({ language, secondLanguage, key }: Visit): SayButton[] {
  const offered = key !== null && secondLanguage !== null && (language === 'rom' || secondLanguage === 'rom');
  return offered
    ? [
        {
          label: { key: 'common:switch_language', values: { language: { key: `codes:language.${secondLanguage}` } } },
          data: 'm:switch',
        },
      ]
    : [];
}

function quickExit({ dialogue }: Answer): SayButton[] {
  return inSensitiveForm(dialogue) ? [{ label: { key: 'menu:quick_exit' }, data: 'm:exit' }] : [];
}
