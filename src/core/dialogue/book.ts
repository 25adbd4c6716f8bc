import { ACTIVITIES } from '../activities.ts';
import type { Activity, ActivityForm, MenuEntry, Press } from '../activity.ts';
import type { Form, FormContext } from '../domain/form.ts';
import { changeLanguageForm } from '../residents/forms/change-language.ts';
import { firstContactForm } from '../residents/forms/first-contact.ts';
import type { Book } from '../turn/book.ts';
import { HOUSE } from './effects/house.ts';

const ALL: readonly Pick<Activity, 'forms' | 'buttons' | 'answers'>[] = [HOUSE, ...ACTIVITIES];
const filled = new Map<string, ActivityForm>(ALL.flatMap(({ forms }) => Object.entries(forms)));
const presses = new Map<string, Press>(ALL.flatMap(({ buttons }) => Object.entries(buttons ?? {})));
const answers = new Set(
  ALL.flatMap((one) => Object.entries(one.answers ?? {})).flatMap(([family, whats]) =>
    whats.map((what) => `${family}:${what}`),
  ),
);
const entries: readonly MenuEntry[] = ACTIVITIES.flatMap(({ menu }) => menu ?? []);

/** Those by which somebody who has not agreed gets anywhere: what they come to is the turn's own (effects/complete-form.ts). */
const BEFORE_CONSENT: readonly Form[] = [firstContactForm, changeLanguageForm];

/** Every form that is the same for everyone. */
export const FORMS: readonly Form[] = [
  ...BEFORE_CONSENT,
  ...[...filled.values()].flatMap(({ form }) => (typeof form === 'function' ? [] : [form])),
];

function formFor(name: string, context: FormContext): Form | undefined {
  const found = filled.get(name)?.form ?? BEFORE_CONSENT.find((form) => form.name === name);
  return typeof found === 'function' ? found(context) : found;
}

/** The form that an entry of the menu opens: one that is the same for everyone. */
const formOf = (name: string): Form | undefined => FORMS.find((form) => form.name === name);

const takesWords = [...filled.values()].find((one) => one.takesWords)?.form;
if (!takesWords || typeof takesWords === 'function') throw new Error('no activity has a form that takes words');

/** What residents type after a slash. */
export const RESIDENT_COMMANDS: readonly string[] = [
  ...['start', 'menu'],
  ...entries.map(({ command }) => command),
  ...['my', 'language', 'privacy', 'forget', 'help', 'cancel'],
];

/** Folded once: the activities do not change while a process runs. */
export const BOOK: Book = {
  formFor,
  isSerious: ({ form, answers }) => filled.get(form)?.serious?.(answers) === true,
  words: takesWords,
  commands: RESIDENT_COMMANDS,
  menu: entries.map(({ command, row, anybody, opens }) => ({
    ...{ command, row, anybody: anybody === true },
    form: typeof opens === 'string' ? formOf(opens) : undefined,
  })),
  lists: ACTIVITIES.flatMap(({ offers }) => offers?.list ?? []),
  families: [...presses.keys()],
};

/** What a form comes to, a button does, and a command looks up, by what the book says of them. */
export const completionOf = (form: string) => filled.get(form)?.complete;
export const pressOf = (family: string): Press | undefined => presses.get(family);
/** Whether a button is an answer, which can be given by word of mouth. */
export const isAnswerButton = (data: string): boolean => answers.has(data.split(':', 2).join(':'));
export const lookUpOf = (command: string) => {
  const opens = entries.find((entry) => entry.command === command)?.opens;
  return typeof opens === 'function' ? opens : undefined;
};
