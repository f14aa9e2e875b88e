import * as l10n from '@vscode/l10n';
import {
  toComparisonSchema,
  type Choice,
  type ComparisonView,
  type FromComparison,
  type PairView,
} from '../../extension/comparison/comparisonMessages';
import { button, element } from '../base/dom';
import { captionText } from './captionText';
import { ComparedPictures } from './comparedPictures';
import { resultParts } from './result';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

type Send = (message: FromComparison) => void;

/** One key a caption; the arrows point where the caption stands. */
const choiceOfKey: Readonly<Record<string, Choice>> = {
  1: 'left',
  ArrowLeft: 'left',
  2: 'right',
  ArrowRight: 'right',
  3: 'neither',
  ArrowDown: 'neither',
};
const backKeys = ['Backspace', 'ArrowUp'];

/** The page on which a person chooses between the captions of two models; remade as a whole, but for the pictures. */
export function startComparison(): void {
  const api = acquireVsCodeApi();
  const send: Send = (message) => api.postMessage(message);
  const main = element('main', { class: 'comparison' });
  const pictures = new ComparedPictures();
  let view: ComparisonView | undefined;
  document.body.append(main);
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = toComparisonSchema.safeParse(event.data);
    if (!message.success) return;
    if (message.data.type === 'picture') return pictures.receive(message.data);
    view = message.data;
    const focused = document.activeElement?.getAttribute('data-name');
    main.replaceChildren(...parts(view, pictures, send));
    if (focused) main.querySelector<HTMLElement>(`[data-name="${CSS.escape(focused)}"]`)?.focus();
  });
  window.addEventListener('keydown', (event) => {
    const { key, ctrlKey, altKey, metaKey, repeat } = event;
    // A key that is held would say the same of all that follow.
    if (ctrlKey || altKey || metaKey || repeat || !view) return;
    const choice = choiceOfKey[key];
    if (choice && view.pair && !view.result) send({ type: 'choose', key: view.pair.key, choice });
    else if (backKeys.includes(key) && !view.result) send({ type: 'back' });
    else return;
    event.preventDefault();
  });
  send({ type: 'ready' });
}

function parts(view: ComparisonView, pictures: ComparedPictures, send: Send): HTMLElement[] {
  const problem = element('p', { class: 'problem', role: 'alert' }, view.problem ?? '');
  problem.hidden = view.problem === undefined;
  if (view.result) return [problem, ...resultParts(view, view.result, send)];
  const title = element('h1', {}, l10n.t('Which caption is better?'));
  const head = element('header', {}, title, element('p', { class: 'quiet', role: 'status' }, progressText(view)));
  const body = view.pair ? question(view.pair, pictures, send) : waiting(view);
  return [head, problem, body, footer(view, send)];
}

function progressText({ pair, asked, captioned, images, alike, failed }: ComparisonView): string {
  const texts = [
    ...(pair ? [l10n.t('{0} of {1}', pair.place, asked)] : []),
    ...(captioned < images ? [l10n.t('captioned by both: {0} of {1} images', captioned, images)] : []),
    ...(alike > 0 ? [l10n.t('both say the same of {0}', alike)] : []),
    ...(failed > 0 ? [l10n.t('could not be read: {0}', failed)] : []),
  ];
  return texts.join(' · ');
}

function question(
  { key, fileName, left, right, chosen }: PairView,
  pictures: ComparedPictures,
  send: Send,
): HTMLElement {
  const choose = (choice: Choice) => (): void => send({ type: 'choose', key, choice });
  const one = (choice: Choice, hint: string, ...content: (Node | string)[]): HTMLButtonElement => {
    const made = button('', '', `choice ${choice}`, choose(choice));
    made.dataset.name = choice;
    made.removeAttribute('title');
    made.setAttribute('aria-pressed', String(chosen === choice));
    made.append(element('span', {}, ...content), element('kbd', { 'aria-hidden': 'true' }, hint));
    return made;
  };
  return element(
    'section',
    { class: 'question' },
    element('figure', {}, pictures.show(key, fileName), element('figcaption', { class: 'quiet' }, fileName)),
    element(
      'div',
      { class: 'choices' },
      one('left', '1 ←', captionText(left)),
      one('right', '2 →', captionText(right)),
      one('neither', '3 ↓', l10n.t('Neither is better')),
    ),
  );
}

/** All that is captioned by now was gone through. */
function waiting({ problem }: ComparisonView): HTMLElement {
  const text =
    problem === undefined ? l10n.t('Both models look at the images…') : l10n.t('No more images are captioned.');
  return element('p', { class: 'waiting quiet', role: 'status' }, text);
}

function footer({ pair, judged, alikeToo }: ComparisonView, send: Send): HTMLElement {
  const back = button(l10n.t('Back'), l10n.t('Backspace, or ↑'), 'secondary', () => send({ type: 'back' }));
  back.disabled = (pair?.place ?? judged + 1) <= 1;
  const end = button(l10n.t('Show the Result'), l10n.t('Of what was chosen by now'), 'secondary', () => {
    send({ type: 'end' });
  });
  end.disabled = judged === 0;
  const box = element('input', { type: 'checkbox', 'data-name': 'alikeToo' });
  box.checked = alikeToo;
  box.addEventListener('change', () => send({ type: 'alikeToo', shown: box.checked }));
  for (const [name, made] of Object.entries({ back, end })) made.dataset.name = name;
  const label = element('label', {}, box, l10n.t('Also images of which both say the same'));
  return element('footer', {}, back, end, label);
}
