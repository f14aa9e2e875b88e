/**
 * How long a command of VS Code is waited for, in milliseconds. A key that is bound to none costs this once, which is rare;
 * what is typed into the wrong caption because a busy machine took longer would cost more.
 */
const patience = 500;

/**
 * Holds what is typed while a command is on its way: keys go to VS Code and come back as commands, and whoever types on
 * meanwhile means the image, or the search box, that the command leads to.
 */
export class TypeAhead {
  private held = '';
  private timer: number | undefined;
  /** How many commands are on their way of a key that is pressed again and again. */
  private expected = 0;
  private key = '';

  constructor(private readonly type: (text: string) => void) {}

  get isHolding(): boolean {
    return this.held !== '';
  }

  /**
   * A key was pressed that may be bound to a command. Whether it is, nobody knows, so only the last key is waited for.
   * @param limit how long the command is waited for, in milliseconds
   * @param otherwise what the key does if none came
   */
  expectCommand(event: KeyboardEvent, limit = patience, otherwise?: () => void): void {
    // What was typed before this key belongs before it.
    if (this.isHolding) this.end();
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const name = [key, ctrlKey, metaKey, altKey, shiftKey].join(' ');
    this.expected = name === this.key ? this.expected + 1 : 1;
    this.key = name;
    this.wait(limit, otherwise);
  }

  /** @returns whether the key waits for a command; then nothing else shall handle it */
  hold(event: KeyboardEvent): boolean {
    if (this.timer === undefined || event.isComposing || event.key.length !== 1) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.held += event.key;
    return true;
  }

  /** A command came and is done: what was typed since belongs where the last one leads to. */
  release(): void {
    if (this.expected <= 1) return this.end();
    this.expected--;
    this.wait(patience);
  }

  private wait(limit: number, otherwise?: () => void): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      otherwise?.();
      this.end();
    }, limit);
  }

  private end(): void {
    this.expected = 0;
    window.clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.held;
    this.held = '';
    if (text !== '') this.type(text);
  }
}

/** Whether a key types something, AltGr included. */
export function isTyping(event: KeyboardEvent): boolean {
  const isModified = event.ctrlKey || event.altKey;
  return event.key.length === 1 && !event.metaKey && (!isModified || event.getModifierState('AltGraph'));
}

/** Whether a key may be bound to a command: one that is held with others, or one that types nothing. */
export function mayBeCommand(event: KeyboardEvent, inText: boolean): boolean {
  if (/^(Control|Shift|Alt|AltGraph|Meta|CapsLock|Dead|Process|Unidentified)$/.test(event.key)) return false;
  if (isTyping(event)) return !inText && event.key === ' ';
  // These change the text and lead nowhere else.
  if (inText && (event.ctrlKey || event.metaKey) && /^([acvxyz]|Arrow.*|Home|End|Backspace|Delete)$/i.test(event.key)) {
    return false;
  }
  return !inText || event.ctrlKey || event.metaKey || event.altKey || /^(Page|F\d)/.test(event.key);
}
