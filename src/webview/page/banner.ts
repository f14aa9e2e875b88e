import * as l10n from '@vscode/l10n';
import type { Refusal } from '../../extension/document/refusalMessages';
import type { EngineView } from '../../extension/engine/engineMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';

type Way = 'chooseModel' | 'showLog' | 'useBundledModel' | 'restartEngine' | NonNullable<Refusal['way']>;

/** Says that nothing works any more, why no caption can be changed, that the file was changed, or why there are no suggestions, with the ways out. */
export class Banner {
  readonly element = element('div', { class: 'banner', role: 'alert' });
  private shown: string | undefined;
  private engine: EngineView | undefined;
  private refusal: Refusal | undefined;
  private diskNews: string | undefined;
  private isSilent = false;

  constructor() {
    this.element.hidden = true;
  }

  show(engine: EngineView): void {
    this.engine = engine;
    this.render();
  }

  /** Why captions cannot be changed, if they cannot. */
  tellRefusal(refusal: Refusal | undefined): void {
    this.refusal = refusal;
    this.render();
  }

  /** What another program did to the file, if anything. */
  tellDiskNews(problem: string | undefined): void {
    this.diskNews = problem;
    this.render();
  }

  /** Whether the extension has ceased to answer. */
  tellSilence(isSilent: boolean): void {
    this.isSilent = isSilent;
    this.render();
  }

  private render(): void {
    const silence = l10n.t(
      'Showtell does not answer: the extension host of VS Code may have stopped. What you do now is not kept, except for the caption that you typed last. Reload the window, and it is there again, with all that was before.',
    );
    const trouble = this.isSilent ? silence : (this.refusal?.reason ?? this.diskNews);
    const problem = trouble ?? this.engine?.problem;
    this.element.hidden = problem === undefined;
    const content = problem && JSON.stringify([problem, this.engine?.bundled]);
    if (content === this.shown) return;
    this.shown = content;
    this.element.replaceChildren(
      element('span', { class: 'banner-text' }, problem ?? ''),
      element('span', { class: 'banner-ways' }, ...this.ways()),
    );
  }

  private ways(): HTMLElement[] {
    if (this.isSilent) return [];
    const way = (label: string, title: string, command: Way): HTMLElement =>
      button(label, title, 'link', () => send({ type: 'run', command }));
    if (this.refusal?.way === 'makeLineEndingsOne') {
      const title = l10n.t('Write the file with the line ending that most of its lines have');
      return [way(l10n.t('Make the Line Endings One'), title, this.refusal.way)];
    }
    if (this.refusal) return [];
    if (this.diskNews !== undefined) {
      const title = l10n.t('Take over the rows that the other program changed, and keep your own');
      return [button(l10n.t('Merge'), title, 'link', () => send({ type: 'mergeFromDisk' }))];
    }
    const bundled = way(
      l10n.t('Use Bundled Model'),
      l10n.t('Go back to the model that comes with Showtell'),
      'useBundledModel',
    );
    return [
      ...(this.engine?.bundled ? [] : [bundled]),
      way(l10n.t('Try Again'), l10n.t('Start the captioner again'), 'restartEngine'),
      way(l10n.t('Choose Model…'), l10n.t('Choose another model'), 'chooseModel'),
      way(l10n.t('Show Log'), l10n.t('Show what the captioner said'), 'showLog'),
    ];
  }
}
