import { send } from '../base/host';

/**
 * Ctrl+Z in the text box goes to VS Code, and would overtake what was typed last and is on its way to the document: it is
 * held until the document has that.
 */
export class HeldUndo {
  private count = 0;

  /** @param mustWait whether something is on its way */
  constructor(box: HTMLElement, mustWait: () => boolean) {
    box.addEventListener('keydown', (event) => {
      const isUndo =
        (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z';
      if (!isUndo || !mustWait()) return;
      event.preventDefault();
      event.stopPropagation();
      this.count++;
    });
  }

  /** Whether there is something that must not overtake it. */
  get isHolding(): boolean {
    return this.count > 0;
  }

  /** The document has everything. */
  release(): void {
    for (; this.count > 0; this.count--) send({ type: 'undo' });
  }
}
