import * as l10n from '@vscode/l10n';
import type { EngineView } from '../extension/messages';
import { button, element } from './dom';
import { send } from './host';

/** Says why there are no suggestions, with the ways out. */
export class Banner {
  readonly element = element('div', { class: 'banner', role: 'alert' });
  private shown: string | undefined;

  constructor() {
    this.element.hidden = true;
  }

  show({ problem, bundled }: EngineView): void {
    this.element.hidden = problem === undefined;
    const content = JSON.stringify([problem, bundled]);
    if (problem === undefined || content === this.shown) {
      if (problem === undefined) this.shown = undefined;
      return;
    }
    this.shown = content;
    const run = (command: 'chooseModel' | 'showLog' | 'useBundledModel' | 'restartEngine') => (): void =>
      send({ type: 'run', command });
    const ways = [
      button(l10n.t('Try Again'), l10n.t('Start the captioner again'), 'link', run('restartEngine')),
      button(l10n.t('Choose Model…'), l10n.t('Choose another model'), 'link', run('chooseModel')),
      button(l10n.t('Show Log'), l10n.t('Show what the captioner said'), 'link', run('showLog')),
    ];
    if (!bundled)
      ways.unshift(
        button(
          l10n.t('Use Bundled Model'),
          l10n.t('Go back to the model that comes with Showtell'),
          'link',
          run('useBundledModel'),
        ),
      );
    this.element.replaceChildren(
      element('span', { class: 'banner-text' }, problem),
      element('span', { class: 'banner-ways' }, ...ways),
    );
  }
}
