// Light, dark, or as the system has it; remembered by the browser.

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const KEY = 'tributary-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export function theme(changed) {
  const button = document.getElementById('theme');
  let chosen = localStorage.getItem(KEY) in NEXT ? localStorage.getItem(KEY) : 'auto';
  const apply = () => {
    const dark = chosen === 'dark' || (chosen === 'auto' && system.matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    button.textContent = `Theme: ${chosen}`;
    changed();
  };
  button.addEventListener('click', () => {
    chosen = NEXT[chosen];
    localStorage.setItem(KEY, chosen);
    apply();
  });
  system.addEventListener('change', apply);
  apply();
}
