import { button, element } from './dom';
import { send } from './host';

const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['Enter'], 'Accept, next'],
  [['F2'], 'Edit'],
  [['Esc'], 'Take back'],
  [['↑', '↓'], 'Move'],
  [['Alt+1', '…', '5'], 'Take candidate'],
  [['Delete'], 'Exclude'],
  [['Alt+Enter'], 'Skip'],
  [['Alt+PgDn'], 'Next to do'],
  [['←', '→'], 'Where it looked'],
  [['Space'], 'Large image'],
  [['Ctrl+F'], 'Search'],
  [['Ctrl+Z'], 'Undo'],
];

/** The keys, in one quiet line. */
export function legend(): HTMLElement {
  return element(
    'footer',
    { class: 'legend', 'aria-label': 'Keys' },
    ...keys.map(([names, what]) =>
      element(
        'span',
        { class: 'legend-entry' },
        ...names.map((name) => (name === '…' ? name : element('kbd', {}, name))),
        what,
      ),
    ),
    button('All Keys', 'Show and change the keys', 'link', () => send({ type: 'run', command: 'showKeys' })),
  );
}
