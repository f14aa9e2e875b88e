import { element } from '../base/dom';

/** Takes what an input method composes while it is not known yet into which caption: that cannot be held key by key. */
export class HeldComposition {
  private readonly box = element('textarea', { class: 'visually-hidden', 'aria-hidden': 'true', tabindex: '-1' });
  /** What had the focus before. */
  private before: Element | null = null;
  private isComposing = false;

  /** @param composed gets a text that was composed */
  constructor(composed: (text: string) => void) {
    this.box.addEventListener('compositionstart', () => (this.isComposing = true));
    this.box.addEventListener('compositionend', () => {
      this.isComposing = false;
      // An input method may begin the next syllable with the key that ended this one.
      window.setTimeout(() => {
        if (this.isComposing) return;
        const text = this.box.value;
        this.box.value = '';
        composed(text);
      });
    });
  }

  /** Whether something is being composed here. */
  get isOpen(): boolean {
    return this.isComposing || this.box.value !== '';
  }

  /** An input method has taken a key: what it makes of it goes here. @returns true: nothing else shall handle the key */
  open(): boolean {
    if (document.activeElement === this.box) return true;
    this.before = document.activeElement;
    document.body.append(this.box);
    this.box.focus();
    return true;
  }

  /** The focus goes back to where it was, unless it has gone on. */
  leave(): void {
    if (document.activeElement === this.box && this.before instanceof HTMLElement) this.before.focus();
    this.box.remove();
  }
}
