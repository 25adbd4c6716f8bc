const KEPT = 'theme';
export type Theme = 'light' | 'dark';

const system = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

export const currentTheme = (): Theme => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

/** The theme that was chosen here, else the system's. */
export function startTheme(): void {
  const kept = localStorage.getItem(KEPT);
  document.documentElement.dataset.theme = kept === 'dark' || kept === 'light' ? kept : system();
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEPT, theme);
  document.documentElement.dataset.theme = theme;
}
