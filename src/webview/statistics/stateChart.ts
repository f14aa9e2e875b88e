import * as l10n from '@vscode/l10n';
import type { FilterView } from '../../extension/entries/listFilterMessages';
import type { StatisticsView } from '../../extension/statistics/statisticsMessages';
import { button, element } from '../base/dom';
import { stateNames } from '../base/stateNames';

/** What is decided stands first. */
const order = ['accepted', 'edited', 'written', 'captioned', 'excluded', 'begun', 'suggested', 'todo'] as const;

/** How far the dataset is: one bar with a part for each status, and its legend, which filters. */
export function stateChart(
  { states, total, decided }: StatisticsView,
  show: (shown: FilterView['shown']) => void,
): HTMLElement {
  const there = order.filter((state) => (states[state] ?? 0) > 0);
  const parts = there.map((state) => {
    const part = element('div', { class: `part ${state}` });
    part.style.flexGrow = String(states[state] ?? 0);
    return part;
  });
  const rows = there.map((state) => {
    const count = states[state] ?? 0;
    const label = button(stateNames[state], l10n.t('Show these in the editor'), 'link', () => show(state));
    label.dataset.name = `state ${state}`;
    return element(
      'tr',
      {},
      element('td', { class: `key ${state}`, 'aria-hidden': 'true' }),
      element('th', { scope: 'row' }, label),
      element('td', { class: 'count' }, count.toLocaleString()),
    );
  });
  const head = [element('td'), column(l10n.t('Status')), column(l10n.t('Number'))];
  return element(
    'section',
    { class: 'figure states' },
    element('h2', {}, l10n.t('{0} of {1} images decided', decided.toLocaleString(), total.toLocaleString())),
    element('div', { class: 'stack', 'aria-hidden': 'true' }, ...parts),
    element(
      'table',
      { class: 'legend-table' },
      element('thead', { class: 'visually-hidden' }, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    ),
  );
}

function column(name: string): HTMLElement {
  return element('th', { scope: 'col' }, name);
}
