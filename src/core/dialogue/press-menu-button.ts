import { aboutYouForm } from '../forms/about-you.ts';
import { receiptForm } from '../forms/receipt.ts';
import { answerCommand, type MenuChoice } from './answer-command.ts';
import { currentQuestion } from './current-question.ts';
import { resumeForm, startForm } from './go-through-form.ts';
import { listMyItems } from './my-items.ts';
import { showDownload } from './show-download.ts';
import { RESIDENT_COMMANDS } from './turn.ts';
import { type Answer, idle, isKnown, type Visit } from './visit.ts';

const CHOICES: readonly string[] = [...RESIDENT_COMMANDS, 'faq', 'emergency'];

/** `m:<what>`: the commands, and what has only a button. */
export async function pressMenuButton(visit: Visit, what: string): Promise<Answer> {
  if (CHOICES.includes(what)) return answerCommand(visit, what as MenuChoice);
  if (what === 'exit') return quickExit(visit);
  if (isKnown(visit)) {
    const page = /^my(\d{1,3})$/.exec(what);
    if (page) return { say: [await listMyItems(visit, Number(page[1]))], dialogue: visit.dialogue };
    if (what === 'resume') return resumeForm(visit);
    if (what === 'receipt') return startForm(visit, receiptForm);
    if (what === 'about') return startForm(visit, aboutYouForm);
    if (what === 'download') return { say: await showDownload(visit), dialogue: visit.dialogue };
    if (what === 'switch') return switchLanguage(visit);
  }
  return { say: currentQuestion(visit), dialogue: visit.dialogue, toast: { key: 'help:unknown_button' } };
}

/** Somebody came into the room: the chat is emptied as far as Telegram lets us, and something harmless stands there. */
export function quickExit(visit: Visit): Answer {
  const { declined, wrongReceipts } = visit.dialogue;
  visit.acts.push({ kind: 'clear' });
  return {
    say: [{ lines: [{ key: 'help:quick_exit.text' }], bubble: { exit: true } }],
    dialogue: { ...idle, ...(declined && { declined }), ...(wrongReceipts && { wrongReceipts }) },
    clearChat: true,
  };
}

/** One tap between the Romani test version and the second language. */
function switchLanguage(visit: Visit): Answer {
  if (visit.language !== null && visit.secondLanguage !== null) {
    visit.changes.language = visit.secondLanguage;
    visit.changes.secondLanguage = visit.language;
    [visit.language, visit.secondLanguage] = [visit.secondLanguage, visit.language];
    visit.context = { ...visit.context, language: visit.language, secondLanguage: visit.secondLanguage };
  }
  const [first, ...rest] = currentQuestion(visit);
  return { say: first ? [{ ...first, replace: true }, ...rest] : [], dialogue: visit.dialogue };
}
