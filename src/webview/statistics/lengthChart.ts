import * as l10n from '@vscode/l10n';
import type { FilterView } from '../../extension/entries/listFilterMessages';
import type { StatisticsView } from '../../extension/statistics/statisticsMessages';
import { button, element } from '../base/dom';

/** From here on lengths are counted together; the same as the extension counts. */
const longest = 25;

/** How long the captions are: a column for each number of words, which shows the captions of this length. */
export function lengthChart(
  { lengths, tooShort }: Pick<StatisticsView, 'lengths' | 'tooShort'>,
  show: (words: FilterView['words']) => void,
): HTMLElement {
  const most = Math.max(1, ...lengths);
  const columns = lengths.map((count, at) => {
    const words = at + 1;
    const isLongest = words === longest;
    const name = isLongest ? `${words}+` : String(words);
    const bar = element('div', { class: 'column-bar' });
    bar.style.setProperty('--share', String(count / most));
    const title = l10n.t('{0} words: {1} captions', name, count.toLocaleString());
    const column = button('', '', 'column', () => show({ from: words, to: isLongest ? undefined : words }));
    column.disabled = count === 0;
    column.dataset.name = `length ${words}`;
    // The numbers as the style shows them: read out, the title says what they are.
    const counted = element('span', { class: 'column-count', 'data-text': count === 0 ? '' : count.toLocaleString() });
    column.append(
      element('span', { class: 'visually-hidden' }, title),
      element('div', { class: 'column-room', 'aria-hidden': 'true' }, counted, bar),
      element('span', { class: 'column-name', 'aria-hidden': 'true', 'data-text': name }),
    );
    return element('li', {}, column);
  });
  return element(
    'section',
    { class: 'figure lengths' },
    element('h2', {}, l10n.t('Length of captions')),
    element('p', { class: 'quiet' }, l10n.t('In words. Click a column to see these captions.')),
    ...shortCaptions(lengths, tooShort, show),
    element('ul', { class: 'histogram', 'aria-label': l10n.t('Length of captions') }, ...columns),
  );
}

/** What leads to the captions that are much shorter than the others, where there are any. */
function shortCaptions(
  lengths: readonly number[],
  to: number,
  show: (words: FilterView['words']) => void,
): HTMLElement[] {
  const count = lengths.slice(0, to).reduce((sum, one) => sum + one, 0);
  if (count === 0) return [];
  const label = l10n.t('Much shorter than the others: {0}', count.toLocaleString());
  const link = button(label, l10n.t('Show these in the editor'), 'link', () => show({ from: 1, to }));
  return [element('p', { class: 'too-short' }, link)];
}
