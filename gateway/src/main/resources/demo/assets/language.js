import en from './en.js';
import ko from './ko.js';

const texts = { en, ko };
const kept = 'sallyport.language';

export let language = remembered() ?? preferred();

/** Speaks another language from now on, and on the next visit. */
export function speak(chosen) {
  language = chosen;
  try {
    localStorage.setItem(kept, chosen);
  } catch {
    // A browser that keeps nothing still switches.
  }
}

/** The text of a key, with {names} filled in; the key itself where there is no text. */
export function t(key, values = {}) {
  return (texts[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export function knows(key) {
  return key in texts[language];
}

/** The same as nodes: what stands between backticks becomes code. */
export function rich(key, values) {
  return t(key, values).split('`').map((part, i) => (i % 2 ? code(part) : part));
}

/** Fills every data-text and data-label below an element. */
export function translate(root) {
  for (const element of root.querySelectorAll('[data-text]')) {
    element.replaceChildren(...rich(element.dataset.text));
  }
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', t(element.dataset.label));
  }
}

function code(text) {
  const element = document.createElement('code');
  element.textContent = text;
  return element;
}

function remembered() {
  try {
    const chosen = localStorage.getItem(kept);
    return chosen in texts ? chosen : undefined;
  } catch {
    return undefined;
  }
}

function preferred() {
  return navigator.languages.map(tag => tag.split('-')[0]).find(tag => tag in texts) ?? 'en';
}
