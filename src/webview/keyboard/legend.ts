import * as l10n from '@vscode/l10n';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import { defaultKeys } from './defaultKeys';
import { keyLabel } from './keyLabel';
import { isMac } from './platform';

/** Of several that are left out between the first and the last, the last says only in what it differs. */
function signs(keys: readonly string[]): (HTMLElement | string)[] {
  const isRow = keys.includes('…');
  return keys.map((name, at) => {
    if (name === '…') return name;
    const shown = isRow && at > 0 ? name.slice(name.lastIndexOf('+') + 1) : name;
    return element('kbd', {}, keyLabel(shown, isMac));
  });
}

/** The keys: as many as quietly fit, and all of them when somebody wants to see them. */
export function legend(): HTMLElement {
  const entries = defaultKeys.map(({ keys, onMac, what }) =>
    element('span', { class: 'legend-entry' }, ...signs((isMac ? onMac : undefined) ?? keys), what),
  );
  const made = element(
    'aside',
    { class: 'legend', 'aria-label': l10n.t('Default keys') },
    element(
      'div',
      { class: 'legend-entries' },
      element('span', { class: 'legend-entry' }, l10n.t('Default keys:')),
      ...entries,
    ),
  );
  const more = button(l10n.t('More'), l10n.t('Show all default keys here'), 'link', () => {
    const isOpen = made.classList.toggle('open');
    more.textContent = isOpen ? l10n.t('Less') : l10n.t('More');
    more.setAttribute('aria-expanded', String(isOpen));
  });
  more.setAttribute('aria-expanded', 'false');
  const change = button(
    l10n.t('Change Keys'),
    l10n.t('Show which keys you have, and change them, in the Keyboard Shortcuts editor'),
    'link',
    () => send({ type: 'run', command: 'showKeys' }),
  );
  made.append(element('div', { class: 'legend-ways' }, more, change));
  return made;
}
