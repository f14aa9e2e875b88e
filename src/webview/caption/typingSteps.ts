/** A step ends when nothing was typed for so long, in milliseconds. */
const pause = 1_000;
/** More code units than a key types: they were pasted, or taken from a completion. */
const mostAtOnce = 2;
/** A word is complete. */
const completes = /[\s\p{P}]$/u;

/** Cuts typing into the steps that Ctrl+Z takes back one by one, as text editors do: a word, or what came before a pause. */
export class TypingSteps {
  private timer: number | undefined;
  private wasDeleting = false;

  /** @param onEnd is to close the step, and to send what was typed */
  constructor(private readonly onEnd: () => void) {}

  /** Whether something was typed since the last step ended. */
  get isOpen(): boolean {
    return this.timer !== undefined;
  }

  /** Something is about to change the text: deleting after writing is another step, and so is writing after deleting. */
  begin({ inputType }: InputEvent): void {
    const isDeleting = inputType.startsWith('delete');
    if (isDeleting !== this.wasDeleting && this.isOpen) this.onEnd();
    this.wasDeleting = isDeleting;
  }

  /** Something has changed the text. */
  follow(event: Event): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.onEnd(), pause);
    // What an input method composes is not what was meant yet.
    const typed = event instanceof InputEvent && !event.isComposing ? (event.data ?? '') : '';
    if (completes.test(typed) || typed.length > mostAtOnce) this.onEnd();
  }

  /** @returns whether a step was open */
  close(): boolean {
    const { isOpen } = this;
    window.clearTimeout(this.timer);
    this.timer = undefined;
    return isOpen;
  }
}
