import type { About } from './visit.ts';

/** The item a form is about, as the forms' texts name it; a sensitive one is not named. `openReference` lets free text be added to it. */
export function aboutValues(about: About | undefined): Record<string, string> {
  if (!about) return {};
  if (about.sensitive && !('offerId' in about)) return {};
  if ('offerId' in about)
    return { reference: about.reference, ...(about.registrationId !== undefined && { changing: 'yes' }) };
  return {
    reference: about.reference,
    openReference: about.reference,
    // What is added by its receipt goes without a name.
    ...('receipt' in about && { withoutName: 'yes' }),
  };
}
