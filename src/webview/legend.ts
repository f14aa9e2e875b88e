import { element } from './dom';

const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['Enter'], 'Accept, next'],
  [['F2'], 'Edit'],
  [['Esc'], 'Take back'],
  [['↑', '↓'], 'Move'],
  [['←', '→'], 'Where it looked'],
  [['Delete'], 'Exclude'],
  [['Alt+PgDn'], 'Next undecided'],
];

/** The keys, in one quiet line. */
export function legend(): HTMLElement {
  return element(
    'footer',
    { class: 'legend', 'aria-label': 'Keys' },
    ...keys.map(([names, what]) =>
      element('span', { class: 'legend-entry' }, ...names.map((name) => element('kbd', {}, name)), what),
    ),
  );
}
