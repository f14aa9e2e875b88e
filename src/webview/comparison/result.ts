import * as l10n from '@vscode/l10n';
import type { ComparisonView, FromComparison, ResultView } from '../../extension/comparison/comparisonMessages';
import { button, element } from '../base/dom';
import { captionText } from './captionText';

type Row = ResultView['rows'][number];
type Send = (message: FromComparison) => void;

/** How often each model was preferred, how sure that is, and all that was asked. */
export function resultParts(view: ComparisonView, result: ResultView, send: Send): HTMLElement[] {
  const { models, neither, said, rows } = result;
  const names = models.map(({ name }) => name);
  const line = (label: string, count: number, ...more: Node[]): HTMLElement =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, label),
      element('td', {}, String(count)),
      element('td', {}, ...more),
    );
  const table = element(
    'table',
    { class: 'tally' },
    ...models.map(({ name, preferred, inUse, directory }) => line(name, preferred, use(inUse, directory, send))),
    line(l10n.t('Neither is better'), neither),
    line(l10n.t('Both say the same'), view.alike),
    ...(view.failed > 0 ? [line(l10n.t('Could not be read'), view.failed)] : []),
  );
  const back = button(l10n.t('Back to the Images'), '', 'secondary', () => send({ type: 'back' }));
  back.dataset.name = 'back';
  back.hidden = view.asked === 0;
  return [
    element('h1', {}, l10n.t('How often each was preferred')),
    element('p', { class: 'verdict', role: 'status' }, verdict(result, view)),
    ...(said.mayBeLearned > 0 ? [element('p', { class: 'learned' }, learned(said))] : []),
    ...(result.share ? [shareBar(result.share, names)] : []),
    table,
    ...(rows.length > 0 ? [all(rows, names)] : []),
    element('footer', {}, back),
  ];
}

/** Why what was preferred says less than it seems to. */
function learned({ images, mayBeLearned }: ResultView['said']): string {
  return l10n.t(
    'At {0} of {1} images a model may have learned from your caption, and say it by heart: choose on others to be sure.',
    ...[mayBeLearned.toLocaleString(), images.toLocaleString()],
  );
}

function verdict({ models: [first, second], share }: ResultView, { asked, judged }: ComparisonView): string {
  if (asked === 0) return l10n.t('Both models say the same of all images. Nothing tells one from the other here.');
  if (!share) {
    return judged === 0 ? l10n.t('Nothing was chosen.') : l10n.t('At no image one caption was better than the other.');
  }
  const [better, worse] = share.value >= 0.5 ? [first, second] : [second, first];
  if (share.from > 0.5 || share.to < 0.5) return l10n.t('“{0}” is preferred, and that is not chance.', better.name);
  return better.preferred === worse.preferred
    ? l10n.t('Both were preferred as often.')
    : l10n.t('“{0}” was preferred more often, but that may be chance: choose on more images to be sure.', better.name);
}

/** The share of the model that was preferred more often, with the range that it lies in, and the middle. */
function shareBar(ofFirst: NonNullable<ResultView['share']>, names: readonly string[]): HTMLElement {
  const isFirst = ofFirst.value >= 0.5;
  const { value, from, to } = isFirst
    ? ofFirst
    : { value: 1 - ofFirst.value, from: 1 - ofFirst.to, to: 1 - ofFirst.from };
  const name = names[isFirst ? 0 : 1] ?? '';
  const percent = (share: number): string => `${(100 * share).toFixed(0)}`;
  const range = element('div', { class: 'range' });
  Object.assign(range.style, { left: `${100 * from}%`, width: `${100 * (to - from)}%` });
  const point = element('div', { class: 'point' });
  point.style.left = `${100 * value}%`;
  return element(
    'figure',
    { class: 'share' },
    element('div', { class: 'track', 'aria-hidden': 'true' }, element('div', { class: 'middle' }), range, point),
    element(
      'figcaption',
      { class: 'quiet' },
      l10n.t(
        'Where one was better, it was that of “{0}” at {1} % of the images; with 95 % certainty {2} to {3} %.',
        ...[name, percent(value), percent(from), percent(to)],
      ),
    ),
  );
}

function use(inUse: boolean, directory: string, send: Send): HTMLElement {
  if (inUse) return element('span', { class: 'quiet' }, l10n.t('in use'));
  const made = button(l10n.t('Use It'), '', 'secondary', () => send({ type: 'use', directory }));
  made.dataset.name = `use ${directory}`;
  return made;
}

function all(rows: readonly Row[], names: readonly string[]): HTMLElement {
  const cell = ({ captions, preferred }: Row, at: 0 | 1): HTMLElement => {
    const made = element('td', { class: preferred === at ? 'preferred' : '' }, captionText(captions[at]));
    if (preferred === at) made.prepend(element('span', { class: 'mark', title: l10n.t('preferred') }, '✓'));
    return made;
  };
  const head = [l10n.t('Image'), ...names].map((name) => element('th', { scope: 'col' }, name));
  return element(
    'table',
    { class: 'rows' },
    element('thead', {}, element('tr', {}, ...head)),
    element(
      'tbody',
      {},
      ...rows.map((row) =>
        element('tr', {}, element('th', { scope: 'row' }, row.fileName), cell(row, 0), cell(row, 1)),
      ),
    ),
  );
}
