import { byId } from './dom';

/** The reader's choice between light and dark, which begins with the choice of the system. */
export function wireTheme(changed: () => void): void {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const toggle = byId('theme');
  const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const follow = () => {
    toggle.textContent = isDark() ? 'Light' : 'Dark';
    changed();
  };
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    follow();
  });
  system.addEventListener('change', follow);
  follow();

  // Paper is white: the canvas is drawn in light colours for it.
  let chosen: string | undefined;
  addEventListener('beforeprint', () => {
    chosen = root.dataset.theme;
    root.dataset.theme = 'light';
    changed();
  });
  addEventListener('afterprint', () => {
    if (chosen === undefined) {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = chosen;
    }
    changed();
  });
}
