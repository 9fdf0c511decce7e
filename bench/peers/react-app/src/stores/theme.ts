import { create } from 'zustand';

const key = 'leptos-presence.theme';

export const themes = [
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

export type Theme = (typeof themes)[number][0];

export const useTheme = create<{ theme: Theme }>()(() => ({
  theme: (document.documentElement.dataset.theme as Theme | undefined) ?? 'system',
}));

export function setTheme(theme: Theme): void {
  useTheme.setState({ theme });
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(key);
  } else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(key, theme);
  }
}
