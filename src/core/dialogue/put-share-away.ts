import { currentQuestion } from './current-question.ts';
import type { Answer, Dialogue, Visit } from './visit.ts';

/** The phone's own share button stands until it is taken away: once its question is left, what is said next puts it away. */
export function putShareAway(visit: Visit, before: Dialogue, answer: Answer): Answer {
  const [first, ...rest] = answer.say;
  if (!first || !asksToShare(visit, before) || asksToShare(visit, answer.dialogue)) return answer;
  return { ...answer, say: [{ ...first, putShareAway: true }, ...rest] };
}

const asksToShare = (visit: Visit, dialogue: Dialogue): boolean =>
  dialogue.form !== null && currentQuestion(visit, dialogue).some((say) => say.share !== undefined);
