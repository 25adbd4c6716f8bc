import { type About, isOffer, ownIn, type StepContext } from '../../turn/standing.ts';

/** The item a form is about, as the forms' texts name it; a sensitive one is not named. `openReference` lets free text be added to it. */
export function aboutValues(about: About | undefined): Record<string, string> {
  if (!about) return {};
  if (isOffer(about)) return { reference: about.reference };
  // What is added by its receipt goes without a name.
  if ('receipt' in about) return { withoutName: 'yes', ...(!about.sensitive && named(about)) };
  return about.sensitive ? {} : named(about);
}

const named = ({ reference }: About) => ({ reference, openReference: reference });

/** The context of a form about something: of what it was about before nothing is left. */
export function contextAbout(
  { offer: _, own: _own, belongs: _belongs, values = {}, ...context }: StepContext,
  about: About | undefined,
  { offer, belongs }: Pick<StepContext, 'offer' | 'belongs'>,
): StepContext {
  const { reference: _reference, openReference: _open, withoutName: _nameless, ...others } = values;
  return {
    ...context,
    values: { ...others, ...aboutValues(about) },
    own: ownIn(about),
    ...(offer && { offer }),
    ...(belongs && { belongs }),
  };
}
