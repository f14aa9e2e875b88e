import { send } from '../base/host';
import { undoKey } from '../keyboard/undoKey';

export interface UndoActions {
  /** Takes back what was typed last. @returns whether there was anything */
  undo(): boolean;
  /** Types it again. @returns whether this is about what is typed */
  redo(): boolean;
  /** Whether something is on its way to the document. */
  mustWait(): boolean;
}

/**
 * Ctrl+Z in the text box is about what is typed there; after that, about the document. Then it goes to VS Code, and would
 * overtake what was decided last and is on its way to the document: it is held until the document has that.
 */
export class BoxUndo {
  private count = 0;

  constructor(box: HTMLElement, actions: UndoActions) {
    box.addEventListener('keydown', (event) => {
      const key = undoKey(event);
      if (key === undefined) return;
      const isTaken = key === 'undo' ? actions.undo() : actions.redo();
      if (!isTaken && (key === 'redo' || !actions.mustWait())) return;
      event.preventDefault();
      event.stopPropagation();
      if (!isTaken) this.count++;
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
