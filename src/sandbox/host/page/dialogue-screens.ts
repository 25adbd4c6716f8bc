import { ACTIVITIES } from '../../../core/activities.ts';
import { FORMS } from '../../../core/dialogue/book.ts';
import { HOUSE } from '../../../core/dialogue/effects/house.ts';
import { LANGUAGES } from '../../../core/domain/codes.ts';
import type { Form, FormContext } from '../../../core/domain/form.ts';
import type { OfferDraft, OfferFacts } from '../../../core/domain/offers/offer.ts';
import type { Say, SayLine, SayValue } from '../../../core/domain/say.ts';
import { type Dialogue, dialogueOf } from '../../../core/i18n/dialogues.ts';
import { pluralForms } from '../../../core/i18n/plurals.ts';
import { isStaffKey } from '../../../core/i18n/rules.ts';
import { sayLine } from '../../../core/i18n/say-line.ts';
import type { Texts } from '../../../core/i18n/texts.ts';
import type { DialogueShown, ShownText } from '../../page/wire/contract.ts';
import { sampleOffers } from '../../samples/sample-offers.ts';
import { type Allows, walkForm } from './walk-form.ts';

type Walked = { form: string; allows?: Allows };

const SERIOUS = 'sensitive_report';

/** Which forms somebody goes through in a dialogue, one after the other. */
const WALKED: Record<Dialogue, readonly Walked[]> = {
  consent: [{ form: 'first-contact' }, { form: 'change-language' }],
  'serious-report': [{ form: 'feedback', allows: (question, code) => question !== 'type' || code === SERIOUS }],
  feedback: [{ form: 'feedback', allows: (_question, code) => code !== SERIOUS }, { form: 'free-text' }],
  'about-you': [{ form: 'about-you' }],
  'my-messages': [{ form: 'add-to-item' }, { form: 'withdraw' }, { form: 'receipt' }],
  registration: ['eligibility', 'register', 'attend', 'leave-offer', 'better'].map((form) => ({ form })),
  grants: ['eligibility', 'enquiry', 'papers', 'other-time', 'appeal', 'withdraw-enquiry'].map((form) => ({ form })),
  data: [],
  deletion: [{ form: 'forget' }],
  'menu-and-help': [],
  everywhere: [],
};

/**
 * A dialogue as a person meets it: the screens of its forms with their buttons, in the order of the form; then its texts that no form says,
 * those that belong together on one.
 */
export function dialogueScreens(texts: Texts, dialogue: Dialogue, language: string): DialogueShown['screens'] {
  const show = shower(texts, language);
  const met = WALKED[dialogue].flatMap(({ form: name, allows }) => {
    const context = contextOf(dialogue, language);
    const form = formNamed(name, context);
    return form ? walkForm(form, context, allows).map((say) => ({ met: true, ...show(say) })) : [];
  });
  const seen = new Set(met.flatMap(keysOn));
  const rest = new Map<string, string[]>();
  for (const key of texts.strings(language).keys()) {
    if (isStaffKey(key) || seen.has(key) || dialogueOf(key) !== dialogue) continue;
    const group = key.split('.')[0] ?? key;
    rest.set(group, [...(rest.get(group) ?? []), key]);
  }
  const alone = (key: string): ShownText => ({ keys: [key], shown: texts.strings(language).get(key) ?? '' });
  return [...met, ...together(rest).map((keys) => ({ met: false, lines: keys.map(alone), after: [], buttons: [] }))];
}

/** Texts that stand alone under their name stand with their neighbours. */
function together(groups: ReadonlyMap<string, string[]>): string[][] {
  const found: string[][] = [];
  let loose: string[] = [];
  let space = '';
  for (const [group, keys] of groups) {
    const [namespace = ''] = group.split(':');
    if (keys.length > 1 || namespace !== space || loose.length >= 6) {
      if (loose.length > 0) found.push(loose);
      loose = [];
    }
    space = namespace;
    if (keys.length > 1) found.push(keys);
    else loose.push(...keys);
  }
  return loose.length > 0 ? [...found, loose] : found;
}

const keysOn = ({ lines, after, buttons }: DialogueShown['screens'][number]): string[] =>
  [...lines, ...after, ...buttons.flat()].flatMap(({ keys }) => keys);

function shower(texts: Texts, language: string) {
  const own = texts.strings(language);
  const say = (line: SayLine): ShownText => ({
    keys: keysOf(line).flatMap((key) => pluralForms(key, own)),
    shown: sayLine(texts, line, { language, channel: 'telegram' }),
  });
  return ({ lines, quote, after = [], buttons = [] }: Say) => ({
    lines: lines.map(say),
    ...(quote !== undefined && { quote }),
    after: after.map(say),
    buttons: buttons.map((row) =>
      row.map(({ label }) => ('key' in label ? say(label) : { keys: [], shown: label.text })),
    ),
  });
}

const keysOf = ({ key, values }: SayLine): string[] => [key, ...Object.values(values ?? {}).flatMap(keysIn)];

function keysIn(value: SayValue): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [];
  if ('key' in value) return keysOf(value);
  return 'list' in value ? value.list.flatMap(keysIn) : [];
}

function formNamed(name: string, context: FormContext): Form | undefined {
  const found = [HOUSE, ...ACTIVITIES].flatMap(({ forms }) => Object.entries(forms)).find(([own]) => own === name)?.[1];
  if (!found) return FORMS.find((form) => form.name === name);
  return typeof found.form === 'function' ? found.form(context) : found.form;
}

/** Invented; nobody's. */
function contextOf(dialogue: Dialogue, language: string): FormContext {
  const offer = offerFor(dialogue === 'grants');
  return {
    language: dialogue === 'consent' ? null : (LANGUAGES.find((one) => one === language) ?? null),
    emergencyNumbers: [
      { label: 'all', number: '112' },
      { label: 'police', number: '192' },
    ],
    lists: {},
    values: { reference: 'F-7K3QM2', openReference: 'F-7K3QM2', closedDays: '730', sensitiveDays: '365' },
    ...(offer && { offer }),
  };
}

function offerFor(grants: boolean): OfferFacts | undefined {
  const now = new Date();
  const draft = sampleOffers(now).find(({ kind }) => (kind === 'grant_call') === grants);
  return draft && factsOf(draft);
}

function factsOf(draft: OfferDraft): OfferFacts {
  const { agency, municipality, sector, teachingLanguages, texts, rules, questions, deadline } = draft;
  const shared = {
    ...{ agency, municipality, sector, teachingLanguages, texts, rules, questions, deadline },
    ...{ id: '00000000-0000-4000-8000-000000000001', code: 'T-7K3QM9', status: 'published' as const },
    ...{ formVersion: 1, promiseVersion: 1 },
    sessions: draft.sessions.map((session, index) => ({ id: `${index}`, ...session })),
  };
  const { kind, seats, waitingSeats, heldSeats, heldUntil, maximumCents, papers } = draft;
  return kind === 'grant_call'
    ? { ...shared, kind, maximumCents, papers }
    : { ...shared, kind, seats, waitingSeats, heldSeats, heldUntil };
}
