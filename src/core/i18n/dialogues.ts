import { cannotBeUndone, isCritical } from './critical.ts';
import { type Reviewed, reviewOf } from './review.ts';
import { isStaffKey } from './rules.ts';

/**
 * What residents go through, in the order in which they meet it, and the texts that are its own. Each text belongs to one: the first that
 * names it.
 */
const OWN_TEXTS = {
  consent: /^(consent|language):/,
  'serious-report':
    /^(danger|discreet|emergency):|^feedback:(safe|privacy|sent_anonymous)\.|^feedback:(messages\.(ask_sensitive|no_names)|sent\.due_sensitive|check\.(send_anonymous|anonymous_hint))$|^help:quick_exit\.|^errors:already_sensitive$/,
  feedback: /^(feedback|freetext|telling-files|envelope):/,
  'about-you': /^about:/,
  'my-messages': /^(items|add|withdraw|receipt|join|canned|quoting):/,
  registration: /^(registration|offers|reminders|afterwards|certificate|attendance|sheet):/,
  grants: /^grants:/,
  data: /^privacy:/,
  deletion: /^forget:/,
  'menu-and-help': /^(menu|help|commands):/,
  everywhere: /./,
} as const satisfies Record<string, RegExp>;

export type Dialogue = keyof typeof OWN_TEXTS;
export const DIALOGUES = Object.keys(OWN_TEXTS) as Dialogue[];

export function dialogueOf(key: string): Dialogue {
  return DIALOGUES.find((dialogue) => OWN_TEXTS[dialogue].test(key)) ?? 'everywhere';
}

/** How much of a dialogue is approved in one language. `missing`: its critical texts that are not. */
export type ApprovedOf = {
  dialogue: Dialogue;
  total: number;
  read: number;
  approved: number;
  critical: number;
  missing: string[];
};

/** Consent, violence, deletion, data; and the label of whatever cannot be undone. */
export const matters = (key: string): boolean => isCritical(key) || cannotBeUndone(key);

export function approvedOf(reviewed: Reviewed, language: string): ApprovedOf[] {
  const keys = [...(reviewed.strings.get(language)?.keys() ?? [])].filter((key) => !isStaffKey(key));
  return DIALOGUES.map((dialogue) => {
    const own = keys.filter((key) => dialogueOf(key) === dialogue);
    const states = new Map(own.map((key) => [key, reviewOf(reviewed, language, key)]));
    const critical = own.filter(matters);
    return {
      dialogue,
      total: own.length,
      read: own.filter((key) => states.get(key) !== 'machine').length,
      approved: own.filter((key) => states.get(key) === 'approved').length,
      critical: critical.length,
      missing: critical.filter((key) => states.get(key) !== 'approved'),
    };
  });
}
