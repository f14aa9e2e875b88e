import * as l10n from '@vscode/l10n';
import { button, element } from './dom';
import { send } from './host';
import { keyLabel } from './keyLabel';
import { isMac } from './platform';

/** By VS Code's names of keys; where macOS has other ones, those come second. */
const keys: readonly (readonly [keys: readonly string[], what: string, onMac?: readonly string[]])[] = [
  [['enter'], l10n.t('Accept, next')],
  [['f2'], l10n.t('Edit')],
  [['escape'], l10n.t('Take back')],
  [['tab'], l10n.t('Take completion')],
  [['ctrl+right'], l10n.t('Take a word of it'), ['cmd+right']],
  [['up', 'down'], l10n.t('Move')],
  [['alt+1', '…', '5'], l10n.t('Take candidate'), ['ctrl+1', '…', '5']],
  [['delete'], l10n.t('Exclude'), ['cmd+backspace']],
  [['alt+enter'], l10n.t('Skip')],
  [['alt+pagedown'], l10n.t('Next to do')],
  [['left', 'right'], l10n.t('Where it looked')],
  [['space'], l10n.t('Large image')],
  [['ctrl+f'], l10n.t('Search'), ['cmd+f']],
  [['ctrl+z'], l10n.t('Undo'), ['cmd+z']],
];

/** The keys, as many as quietly fit. */
export function legend(): HTMLElement {
  const entries = keys.map(([elsewhere, what, onMac]) =>
    element(
      'span',
      { class: 'legend-entry' },
      ...((isMac ? onMac : undefined) ?? elsewhere).map((name) =>
        name === '…' ? name : element('kbd', {}, keyLabel(name, isMac)),
      ),
      what,
    ),
  );
  return element(
    'footer',
    { class: 'legend', 'aria-label': l10n.t('Keys') },
    element('div', { class: 'legend-entries' }, ...entries),
    button(l10n.t('All Keys'), l10n.t('Show and change the keys'), 'link', () =>
      send({ type: 'run', command: 'showKeys' }),
    ),
  );
}
