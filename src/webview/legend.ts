import * as l10n from '@vscode/l10n';
import { button, element } from './dom';
import { send } from './host';

const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['Enter'], l10n.t('Accept, next')],
  [['F2'], l10n.t('Edit')],
  [['Esc'], l10n.t('Take back')],
  [['Tab'], l10n.t('Take completion')],
  [['Ctrl+→'], l10n.t('Take a word of it')],
  [['↑', '↓'], l10n.t('Move')],
  [['Alt+1', '…', '5'], l10n.t('Take candidate')],
  [['Delete'], l10n.t('Exclude')],
  [['Alt+Enter'], l10n.t('Skip')],
  [['Alt+PgDn'], l10n.t('Next to do')],
  [['←', '→'], l10n.t('Where it looked')],
  [['Space'], l10n.t('Large image')],
  [['Ctrl+F'], l10n.t('Search')],
  [['Ctrl+Z'], l10n.t('Undo')],
];

/** The keys, in one quiet line. */
export function legend(): HTMLElement {
  return element(
    'footer',
    { class: 'legend', 'aria-label': l10n.t('Keys') },
    ...keys.map(([names, what]) =>
      element(
        'span',
        { class: 'legend-entry' },
        ...names.map((name) => (name === '…' ? name : element('kbd', {}, name))),
        what,
      ),
    ),
    button(l10n.t('All Keys'), l10n.t('Show and change the keys'), 'link', () =>
      send({ type: 'run', command: 'showKeys' }),
    ),
  );
}
