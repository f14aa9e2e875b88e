import * as l10n from '@vscode/l10n';
import {
  toStatisticsSchema,
  type FromStatistics,
  type StatisticsState,
  type StatisticsView,
} from '../../extension/statistics/statisticsMessages';
import { element } from '../base/dom';
import { chart } from './chart';
import { lengthChart } from './lengthChart';
import { filterForWord } from './filterForWord';
import { tokenChart } from './tokenChart';
import { stateChart } from './stateChart';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void; setState(state: StatisticsState): void };

type Filter = (filter: Extract<FromStatistics, { type: 'filter' }>['filter']) => void;

/** The statistics' page: one figure each, remade as a whole when the dataset changed; the focus stays. */
export function startStatistics(): void {
  const api = acquireVsCodeApi();
  const send = (message: FromStatistics): void => api.postMessage(message);
  const main = element('main', { class: 'statistics' });
  const filter: Filter = (wanted) => send({ type: 'filter', filter: wanted });
  document.body.append(main);
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = toStatisticsSchema.safeParse(event.data);
    if (!message.success) return;
    api.setState({ document: message.data.document });
    const focused = document.activeElement?.getAttribute('data-name');
    main.replaceChildren(...figures(message.data.statistics, filter));
    if (focused) main.querySelector<HTMLElement>(`[data-name="${CSS.escape(focused)}"]`)?.focus();
  });
  send({ type: 'ready' });
}

function figures(statistics: StatisticsView, filter: Filter): HTMLElement[] {
  const { fileName, words, lengths, isComplete } = statistics;
  const title = element('h1', {}, l10n.t('Statistics of {0}', fileName));
  const busy = element('p', { class: 'quiet', role: 'status' }, isComplete ? '' : l10n.t('Still counting…'));
  const top = [element('header', {}, title, busy), stateChart(statistics, (shown) => filter({ shown }))];
  if (lengths.length === 0) {
    return [...top, element('p', { class: 'quiet' }, l10n.t('More appears here once captions are decided.'))];
  }
  return [
    ...top,
    element('div', { class: 'columns' }, suggestionFigures(statistics), distanceChart(statistics)),
    lengthChart(statistics, (range) => filter({ words: range })),
    ...tokenChart(statistics, (range) => filter({ tokens: range })),
    chart({
      title: l10n.t('Most frequent words'),
      note: l10n.t('In how many captions; English words such as “a” and “the” are left out.'),
      head: [l10n.t('Word'), l10n.t('Captions')],
      className: 'words',
      bars: words.map(({ word, count }) => ({
        name: word,
        count,
        title: l10n.t('Show the captions with “{0}”', word),
        action: () => filter(filterForWord(word)),
      })),
    }),
  ];
}

/** Shares that people look for as one number, each with a bar; of nothing there is none. */
function suggestionFigures({ accepted, edited, counted, uncounted }: StatisticsView): HTMLElement {
  const suggested = accepted + edited;
  return element(
    'section',
    { class: 'figure shares' },
    element('h2', {}, l10n.t('What suggestions were worth')),
    meter(
      l10n.t('Accepted as suggested'),
      suggested === 0 ? undefined : accepted / suggested,
      suggested === 0
        ? l10n.t('No caption came from a suggestion yet.')
        : l10n.t('{0} of {1} captions that came from a suggestion', format(accepted), format(suggested)),
    ),
    meter(
      l10n.t('Keystrokes saved'),
      counted.captions === 0 ? undefined : Math.max(0, (counted.typed - counted.keys) / counted.typed),
      keysText(counted, uncounted),
    ),
  );
}

/** What was counted, and of how many captions nobody has counted. */
function keysText({ captions, keys, typed }: StatisticsView['counted'], uncounted: number): string {
  const others = l10n.t('Captions not counted, as they were not written here key by key: {0}.', format(uncounted));
  if (captions === 0) return others;
  const text = l10n.t(
    '{0} keys and clicks for {1} captions, where typing them takes {2} keys.',
    ...[format(keys), format(captions), format(typed)],
  );
  return uncounted === 0 ? text : `${text} ${others}`;
}

function meter(name: string, share: number | undefined, explanation: string): HTMLElement {
  const made = element('div', { class: 'meter' }, element('div', { class: 'meter-name' }, name));
  if (share !== undefined) {
    const bar = element('div', { class: 'meter-bar' });
    bar.style.width = `${100 * share}%`;
    made.append(
      element('div', { class: 'meter-value' }, l10n.t('{0} %', Math.round(100 * share))),
      element('div', { class: 'track', 'aria-hidden': 'true' }, bar),
    );
  }
  made.append(element('div', { class: 'quiet' }, explanation));
  return made;
}

function distanceChart({ distances, medianDistance }: StatisticsView): HTMLElement {
  const shown = medianDistance === undefined ? [] : distances;
  return chart({
    title: l10n.t('How much was edited'),
    note:
      medianDistance === undefined
        ? l10n.t('No suggestion was edited yet.')
        : l10n.t('Typically {0} characters of a suggestion (the median).', medianDistance),
    head: [l10n.t('Characters changed'), l10n.t('Captions')],
    className: 'distances',
    bars: shown.map(({ from, to, count }) => ({
      name: to === undefined ? l10n.t('{0} or more', from) : l10n.t('{0} to {1}', from, to),
      count,
    })),
  });
}

function format(count: number): string {
  return count.toLocaleString();
}
