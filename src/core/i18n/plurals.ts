import type { i18n } from 'i18next';

/** Romani counts as one and more. CLDR has no data for it, and Intl would silently take the machine's own locale. */
export const ROMANI_PLURALS = {
  select: (count: number): Intl.LDMLPluralRule => (count === 1 ? 'one' : 'other'),
  resolvedOptions: () => ({ pluralCategories: ['one', 'other'] as Intl.LDMLPluralRule[] }),
};

type Resolver = { getRule: (code: string, options?: { ordinal?: boolean }) => unknown };

/** Gives i18next our rule for Romani before it asks Intl. */
export function pinPlurals(engine: i18n): void {
  const resolver = engine.services.pluralResolver as Resolver;
  const ask = resolver.getRule.bind(resolver);
  resolver.getRule = (code, options) =>
    code === 'rom' || code.startsWith('rom-') ? ROMANI_PLURALS : ask(code, options);
}

/** The plural suffixes a language needs. */
export const pluralCategories = (language: string): string[] =>
  language === 'rom'
    ? ROMANI_PLURALS.resolvedOptions().pluralCategories
    : new Intl.PluralRules(language).resolvedOptions().pluralCategories;
