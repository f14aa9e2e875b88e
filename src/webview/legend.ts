import { element } from './dom';

const keys: readonly (readonly [string, string])[] = [
  ['Enter', 'accept, next'],
  ['F2', 'edit'],
  ['↑ ↓', 'move'],
  ['Del', 'exclude'],
  ['Alt+← →', 'where it looked'],
  ['Ctrl+Enter', 'next undecided'],
];

/** The keys, in one quiet line. */
export function legend(): HTMLElement {
  return element(
    'footer',
    { class: 'legend', 'aria-label': 'Keys' },
    ...keys.map(([key, what]) => element('span', {}, element('kbd', {}, key), ` ${what}`)),
  );
}
