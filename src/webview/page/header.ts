import * as l10n from '@vscode/l10n';
import type { CountsView } from '../../extension/document/countsMessages';
import type { EngineView } from '../../extension/engine/engineMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';

/** How far the person is, and which model suggests. */
export class Header {
  private readonly counts = element('span', { class: 'counts', role: 'status' });
  private readonly bar = element('div', { class: 'progress-done' });
  private readonly model = button('', l10n.t('Choose the model that suggests captions'), 'link model', () => {
    send({ type: 'run', command: 'chooseModel' });
  });
  readonly element = element(
    'header',
    { class: 'header' },
    element('div', { class: 'header-line' }, this.counts, this.model),
    element('div', { class: 'progress', 'aria-hidden': 'true' }, this.bar),
  );

  showCounts({ decided, total, states: { excluded } }: CountsView): void {
    const text = l10n.t('{0} of {1}', decided.toLocaleString(), total.toLocaleString());
    if (this.counts.textContent !== text) this.counts.textContent = text;
    const isDecided = l10n.t('{0} images decided', text);
    const leftOut = l10n.t('Left out: {0}.', excluded.toLocaleString());
    this.counts.title = excluded === 0 ? isDecided : `${isDecided}. ${leftOut}`;
    this.bar.style.width = `${total > 0 ? (100 * decided) / total : 0}%`;
  }

  showEngine({ state, model }: EngineView): void {
    this.model.textContent =
      state === 'starting' ? l10n.t('Starting…') : state === 'failed' ? l10n.t('Choose model…') : model;
  }
}
