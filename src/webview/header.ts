import type { CountsView, EngineView } from '../extension/messages';
import { button, element } from './dom';
import { send } from './host';

/** How far the person is, which model suggests, and what is wrong with it if something is. */
export class Header {
  private readonly counts = element('span', { class: 'counts', 'aria-live': 'polite' });
  private readonly bar = element('div', { class: 'progress-done' });
  private readonly model = button('', 'Choose another model', 'link model', () => send({ type: 'run', command: 'chooseModel' }));
  private readonly banner = element('div', { class: 'banner', role: 'alert' });
  readonly element = element(
    'header',
    {},
    element('div', { class: 'header-line' }, this.counts, this.model),
    element('div', { class: 'progress', 'aria-hidden': 'true' }, this.bar),
    this.banner,
  );

  constructor() {
    this.banner.hidden = true;
  }

  showCounts({ decided, total }: CountsView): void {
    this.counts.textContent = `${decided.toLocaleString()} of ${total.toLocaleString()} decided`;
    this.bar.style.width = `${total > 0 ? (100 * decided) / total : 0}%`;
  }

  showEngine({ state, model, message }: EngineView): void {
    this.model.textContent = state === 'starting' ? 'Model is starting…' : model;
    this.banner.hidden = state !== 'failed';
    if (state !== 'failed') return;
    this.banner.replaceChildren(
      element('span', {}, message ?? 'The captioner has stopped.'),
      button('Choose model', 'Choose another model', 'link', () => send({ type: 'run', command: 'chooseModel' })),
      button('Show log', 'Show what the captioner said', 'link', () => send({ type: 'run', command: 'showLog' })),
    );
  }
}
