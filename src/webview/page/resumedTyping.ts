import type { KeptState } from '../base/host';
import type { CaptionBox } from '../caption/captionBox';
import { goOnWith } from '../caption/keepCaret';

/**
 * Goes on in the text box where somebody was typing when the page was thrown away, as soon as the page has the keys and what was
 * typed; no more once another key was pressed.
 */
export class ResumedTyping {
  private isWanted: boolean;
  private readonly key: string | undefined;

  constructor({ isTyping, place }: KeptState) {
    this.isWanted = isTyping === true;
    this.key = place?.key;
    document.addEventListener('keydown', () => (this.isWanted = false), { capture: true, once: true });
  }

  /** @returns whether the caret is there now */
  goOnIn({ key, element }: CaptionBox): boolean {
    if (!this.isWanted || key !== this.key || !document.hasFocus() || !goOnWith(element)) return false;
    this.isWanted = false;
    return true;
  }
}
