import { keepAltAlone } from './altAlone';
import { chord } from './chord';
import { doAgain, typeText } from './doAgain';
import { keyCount } from './keyCount';
import { mayBeCommand } from './keyKinds';
import { isAtEnd, moveFocus } from './tabOrder';
import { TypeAhead } from './typeAhead';
import { undoKey } from './undoKey';

/** What the keys are for: the entries, as a list or one of them large, and the text box. */
export interface KeyTargets {
  list: { readonly element: HTMLElement; readonly size: number };
  stage: { readonly element: HTMLElement };
  box: {
    readonly focused: boolean;
    readonly undo: { readonly isHolding: boolean };
    revert(): void;
    bringBack(): boolean;
    asPasted(text: string): string;
  };
}

export interface KeyActions {
  select(index: number): void;
  acceptAndNext(): void;
  edit(nextKey: string): void;
  /** Removes the word that is boxed. @returns whether there is one */
  removeWord(): boolean;
  /** Selects all entries that are shown; a single one ends it. */
  selectAll(): void;
  endSelectAll(): void;
  leaveBox(): void;
  /** Takes Ctrl+Z while what was decided is on its way. */
  undoInTurn(event: KeyboardEvent): void;
  /** Whether what the keys are for is still on its way. */
  isWaiting(): boolean;
  whenReady(needsEntry: boolean, action: () => void): void;
  /** What waits to be typed became another. */
  held(text: string): void;
  /** It is typed nowhere. */
  dropped(text: string): void;
}

/**
 * Typing and what belongs to the text box. All other keys are VS Code's, so that people can bind others. Which of them go
 * there is decided here, where it is known at once what has the focus: VS Code would learn of it a moment later, and a key
 * pressed meanwhile would be lost or do something else.
 */
export class Keyboard {
  readonly typeAhead = new TypeAhead({
    whenReady: (act) => this.actions.whenReady(true, act),
    type: (text) => this.type(text),
    doAgain,
    held: (text) => this.actions.held(text),
    dropped: (text) => this.actions.dropped(text),
  });

  constructor(
    private readonly targets: KeyTargets,
    private readonly actions: KeyActions,
  ) {}

  /** Whether the keys are for the entries: nothing is typed into. */
  get isEntryFocused(): boolean {
    const { activeElement } = document;
    return activeElement === this.targets.list.element || activeElement === this.targets.stage.element;
  }

  listen(): void {
    // Before what has the focus gets the key.
    document.addEventListener('keydown', (event) => this.keyArrives(event), { capture: true });
    document.addEventListener('keydown', (event) => this.keyPressed(event));
    document.addEventListener('paste', (event) => this.pasted(event), { capture: true });
    for (const name of ['click', 'cut', 'drop'] as const)
      document.addEventListener(name, (event) => this.overtakes(event), { capture: true });
    keepAltAlone();
    window.addEventListener('blur', () => chord.end());
    for (const place of [this.targets.list.element, this.targets.stage.element])
      place.addEventListener('keydown', (event) => {
        // The list scrolls to what is selected, not by itself.
        if (/^(Arrow|Page|Home|End| )/.test(event.key)) event.preventDefault();
      });
  }

  private keyArrives(event: KeyboardEvent): void {
    if (chord.follow(event)) return event.preventDefault();
    const inText = !this.isEntryFocused && document.activeElement !== document.body;
    if (this.mustWait && this.typeAhead.hold(event, inText)) return;
    keyCount.press(event, inText);
    if (mayBeCommand(event, inText)) this.typeAhead.expectCommand();
  }

  /** Whether what is typed now might land in another caption than the one that it is meant for. */
  private get mustWait(): boolean {
    if (this.typeAhead.isDoing) return false;
    const { list, stage, box } = this.targets;
    const isForEntry = box.focused || [list.element, stage.element].some((each) => each === document.activeElement);
    return this.typeAhead.isWaiting || (isForEntry && (this.actions.isWaiting() || box.undo.isHolding));
  }

  private pasted(event: ClipboardEvent): void {
    if (!this.mustWait || this.isEntryFocused) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.typeAhead.add(this.targets.box.asPasted(event.clipboardData?.getData('text/plain') ?? ''));
  }

  /** A click waits for the keys that were pressed before it; what takes text away or brings it with the mouse does nothing. */
  private overtakes(event: MouseEvent | ClipboardEvent): void {
    if (!event.isTrusted || !this.typeAhead.isWaiting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event instanceof MouseEvent && event.type === 'click') this.typeAhead.add(event);
  }

  /** Types what was held back, where the command has led to. */
  private type(text: string): void {
    if (this.isEntryFocused) this.actions.edit(text.charAt(0));
    // As many keys as letters: those that an input method took are not known.
    keyCount.add(text.length);
    typeText(text);
  }

  private keyPressed(event: KeyboardEvent): void {
    if (chord.hasTaken(event)) return;
    // The browser selects all at once; VS Code would a moment later, with what is typed next already there.
    const selectsAll = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a';
    if (selectsAll) event.stopPropagation();
    if (selectsAll && this.isEntryFocused) {
      // It would select the words of the page, and everything that can be clicked on it.
      event.preventDefault();
      this.actions.whenReady(false, () => this.actions.selectAll());
    }
    // In a field they move the caret; the words of the suggestion are for the entries, and for their text box.
    const movesCaret = (event.ctrlKey || event.metaKey) && /^Arrow(Left|Right)$/.test(event.key);
    if (movesCaret && !this.isEntryFocused && !this.targets.box.focused) event.stopPropagation();
    if (undoKey(event) === 'undo' && this.isEntryFocused && this.targets.box.bringBack()) {
      event.preventDefault();
      event.stopPropagation();
    } else if (this.isEntryFocused || this.targets.box.focused) this.actions.undoInTurn(event);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Tab') this.keepTabInside(event);
    if (this.targets.box.focused) this.keyPressedInBox(event);
    else if (this.isEntryFocused) this.keyPressedInList(event);
    // A button, a link or a choice: Enter presses it, and is not for the images. Escape comes back to them.
    else if (event.key === 'Escape' && document.activeElement instanceof HTMLButtonElement) {
      event.stopPropagation();
      this.actions.leaveBox();
    } else if (document.activeElement !== document.body && !isForVsCode(event)) event.stopPropagation();
  }

  /** Taken by a completion or at no end, Tab does what it always does. */
  private keepTabInside(event: KeyboardEvent): void {
    const by = event.shiftKey ? -1 : 1;
    const { activeElement } = document;
    if (event.defaultPrevented || !isAtEnd(by) || !(activeElement instanceof HTMLElement)) return;
    event.preventDefault();
    moveFocus(activeElement, by);
  }

  private keyPressedInBox(event: KeyboardEvent): void {
    // Taken already, and VS Code shall have it.
    if (event.defaultPrevented) return;
    if (!isForVsCode(event)) event.stopPropagation();
    if (event.isComposing) return;
    if (event.key.startsWith('Page') || event.key === 'Enter') event.preventDefault();
    if (event.key === 'Enter') this.actions.whenReady(true, () => this.actions.acceptAndNext());
    else if (event.key === 'Escape') {
      this.actions.whenReady(true, () => this.targets.box.revert());
      this.actions.leaveBox();
    }
  }

  private keyPressedInList(event: KeyboardEvent): void {
    const { key, isComposing } = event;
    // Else it is VS Code's, which may have it bound to excluding the image.
    if (/^(Delete|Backspace)$/.test(key) && this.actions.removeWord()) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (key === 'Escape') this.actions.endSelectAll();
    if (key === 'Home') this.actions.whenReady(false, () => this.actions.select(0));
    else if (key === 'End') this.actions.whenReady(false, () => this.actions.select(this.targets.list.size - 1));
    // An input method says "Process" for the first key that it takes.
    else if (!isComposing && ((key.length === 1 && key !== ' ') || key === 'Process')) this.actions.edit(key);
  }
}

/** Of the keys that are held with no other: those that mean the same wherever they are pressed in the editor. */
function isForVsCode({ key }: KeyboardEvent): boolean {
  return /^(Page(Up|Down)|F\d+)$/.test(key);
}
