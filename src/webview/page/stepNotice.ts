import * as l10n from '@vscode/l10n';
import { button, element } from '../base/dom';
import { send } from '../base/host';

/** What is said where every image is decided. */
export const allDecided = l10n.t('Every image is decided.');

/** What one may want to do where every image is decided. */
export function nextSteps(): HTMLElement[] {
  return [
    button(l10n.t('Show Statistics'), l10n.t('Show how the captions came about'), 'link', () =>
      send({ type: 'run', command: 'showStatistics' }),
    ),
    button(l10n.t('Fine-Tune'), l10n.t('Let the captioner learn from what is decided here'), 'link', () =>
      send({ type: 'run', command: 'fineTune' }),
    ),
  ];
}

/** Says what a person has to know of their last step: that nothing is left to do, or that what was typed is in no caption. */
export class StepNotice {
  /** There before anything is said, or it would not be read out. */
  private readonly text = element('span', { class: 'notice-text', role: 'status' });
  private readonly ways = element('span', { class: 'notice-ways' });
  readonly element = element('div', { class: 'notice' }, this.text, this.ways);

  private isOfLoss = false;

  /** @param onShowOpen shows what waits for a decision, however the list is filtered now */
  constructor(private readonly onShowOpen: () => void) {}

  /** @param elsewhere how many images wait for a decision that are not shown */
  show(elsewhere: number): void {
    this.isOfLoss = false;
    this.text.textContent =
      elsewhere === 0
        ? allDecided
        : l10n.t('All that is shown is decided. Images to do elsewhere: {0}.', elsewhere.toLocaleString());
    const others = button(l10n.t('Show Them'), l10n.t('Show all images that wait for a decision'), 'link', () =>
      this.onShowOpen(),
    );
    this.ways.replaceChildren(...(elsewhere === 0 ? nextSteps() : [others]));
    this.element.classList.add('shown');
  }

  /** What was typed could not be typed into a caption, and is lost if nobody types it again. */
  tellNotTyped(text: string): void {
    this.text.textContent = l10n.t(
      'Not typed, as it was not certain into which caption: “{0}”. Type it again where it belongs.',
      text,
    );
    this.ways.replaceChildren();
    this.element.classList.add('shown');
    this.isOfLoss = true;
  }

  /** All that is shown is selected at once. */
  tellAllSelected(count: number): void {
    this.text.textContent = l10n.t(
      'All that is shown is selected: {0}. Enter accepts what is suggested, Escape ends it.',
      count.toLocaleString(),
    );
    this.ways.replaceChildren();
    this.element.classList.add('shown');
  }

  /** Another list is shown. What nobody may miss stays. */
  passOn(): void {
    if (!this.isOfLoss) this.hide();
  }

  hide(): void {
    this.isOfLoss = false;
    this.element.classList.remove('shown');
    this.text.textContent = '';
    this.ways.replaceChildren();
  }
}
