import type { CountsView, EngineView } from '../extension/messages';
import { button, element } from './dom';
import { send } from './host';

/** How far the person is, and which model suggests. */
export class Header {
  private readonly counts = element('span', { class: 'counts', role: 'status' });
  private readonly bar = element('div', { class: 'progress-done' });
  private readonly model = button('', 'Choose the model that suggests captions', 'link model', () => {
    send({ type: 'run', command: 'chooseModel' });
  });
  readonly element = element(
    'header',
    { class: 'header' },
    element('h1', { class: 'visually-hidden' }, 'Image captions'),
    element('div', { class: 'header-line' }, this.counts, this.model),
    element('div', { class: 'progress', 'aria-hidden': 'true' }, this.bar),
  );

  showCounts({ decided, total }: CountsView): void {
    const text = `${decided.toLocaleString()} of ${total.toLocaleString()}`;
    if (this.counts.textContent !== text) this.counts.textContent = text;
    this.counts.title = `${text} images decided`;
    this.bar.style.width = `${total > 0 ? (100 * decided) / total : 0}%`;
  }

  showEngine({ state, model }: EngineView): void {
    this.model.textContent = state === 'starting' ? 'Starting…' : state === 'failed' ? 'Choose model…' : model;
  }
}
