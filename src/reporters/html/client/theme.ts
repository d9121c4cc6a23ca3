/** A button that turns the theme over. Nothing is stored: the next visit follows the system again. */
export function themeButton(button: HTMLElement): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen: 'dark' | 'light' | null = null;
  const show = () => {
    const dark = chosen === null ? system.matches : chosen === 'dark';
    if (chosen) document.documentElement.dataset['theme'] = chosen;
    button.textContent = dark ? 'Light theme' : 'Dark theme';
  };
  button.addEventListener('click', () => {
    const dark = chosen === null ? system.matches : chosen === 'dark';
    chosen = dark ? 'light' : 'dark';
    show();
  });
  system.addEventListener('change', show);
  button.hidden = false;
  show();
}
