import { moves } from '../base/moves';
import { HeldComposition } from './heldComposition';
import { isClipboard, isModifier, isTyping, mayBeCommand } from './keyKinds';

type Held = string | KeyboardEvent | MouseEvent;

/** What becomes of what was typed ahead, each in its turn. */
export interface TypeAheadActions {
  /** Does something as soon as the entry is there that it is for. */
  whenReady(act: () => void): void;
  type(text: string): void;
  /** Lets a key or a click do what it does. */
  doAgain(event: KeyboardEvent | MouseEvent): void;
  /** What is held became another; '' once it is typed. */
  held(text: string): void;
  /** It is typed nowhere: the keys went elsewhere before it could be. */
  dropped(text: string): void;
}

/**
 * Holds what is typed while a key is on its way: VS Code has it and may make a command of it, and whoever types on means
 * the image, or the search box, that the command leads to. However long that takes, nothing is typed before.
 */
export class TypeAhead {
  /** Text, and the keys and clicks between, in order. */
  private readonly queue: Held[] = [];
  /** The last key that VS Code may make a command of, until it is known whether it has. */
  private key: { otherwise: () => void } | undefined;
  private hasCommandCome = false;
  private isTakingTurn = false;
  private isReplaying = false;
  /** Whether the extension has ceased to answer: then nothing waits for it. */
  private isSilent = false;
  private readonly composition = new HeldComposition((text) => this.add(text));

  constructor(private readonly actions: TypeAheadActions) {}

  /** Whether what is typed now has to wait. */
  get isWaiting(): boolean {
    return this.key !== undefined || this.queue.length > 0 || this.composition.isOpen;
  }

  /** Whether what is done now was held until now. */
  get isDoing(): boolean {
    return this.isReplaying;
  }

  /**
   * A key was pressed that may be bound to a command. Whether it is, the page cannot know: it asks the extension after the
   * key. A command comes before the answer, or, the first time that VS Code is given it, before the answer to a second question.
   * @param otherwise what the key does if it is bound to none
   */
  expectCommand(otherwise: () => void = () => undefined): void {
    if (this.isSilent) return;
    const key = { otherwise };
    this.key = key;
    this.hasCommandCome = false;
    const ask = (then: () => void): void => moves.whenDone(() => this.key === key && then());
    // VS Code gets the key after all that is on the page.
    window.setTimeout(() => ask(() => ask(() => this.passed(key))));
  }

  /** The extension has ceased to answer, or answers again. What waits for it is dropped then, as nobody knows for how long. */
  tellSilence(isSilent: boolean): void {
    this.isSilent = isSilent;
    const text = this.heldText;
    if (!isSilent) return;
    this.key = undefined;
    this.queue.length = 0;
    this.tellHeld();
    if (text !== '') this.actions.dropped(text);
  }

  /** A command came. */
  commandCame(): void {
    this.hasCommandCome = true;
  }

  /**
   * Holds a key. One that VS Code may make a command of goes its way as long as nothing is held that it would overtake.
   * @param inText whether something has the focus that is typed into
   * @returns whether it is held; then nothing else shall handle it
   */
  hold(event: KeyboardEvent, inText: boolean): boolean {
    const { key } = event;
    if (key === 'Process') return this.composition.open();
    if (event.isComposing || isModifier(key) || isClipboard(event)) return false;
    const isHolding = this.queue.length > 0;
    const isText = isTyping(event) && (key !== ' ' || inText || isHolding);
    const isForVsCode = mayBeCommand(event, inText) && !/^(Home|End|Tab)$/.test(key);
    if (!isHolding && !isText && isForVsCode) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isText) this.add(key);
    else if (key !== 'Backspace' || !this.takeBack()) this.add(event);
    return true;
  }

  /** Holds something, behind what is held already. */
  add(held: Held): void {
    const last = this.queue.at(-1);
    if (typeof held === 'string' && typeof last === 'string') this.queue.splice(-1, 1, last + held);
    else if (held !== '') this.queue.push(held);
    this.tellHeld();
    this.takeTurn();
  }

  /** Takes back the letter that was held last. */
  private takeBack(): boolean {
    const last = this.queue.at(-1);
    if (typeof last !== 'string') return false;
    const rest = [...new Intl.Segmenter().segment(last)].slice(0, -1).map(({ segment }) => segment);
    this.queue.splice(-1, 1, ...(rest.length > 0 ? [rest.join('')] : []));
    this.tellHeld();
    return true;
  }

  private passed(key: { otherwise: () => void }): void {
    this.key = undefined;
    if (!this.hasCommandCome) key.otherwise();
    this.takeTurn();
  }

  /** Does what comes first of what is held, as soon as it may be done. */
  private takeTurn(): void {
    if (this.isTakingTurn || this.key || this.composition.isOpen || this.queue.length === 0) return;
    this.isTakingTurn = true;
    this.actions.whenReady(() => {
      this.isTakingTurn = false;
      // A key may have been pressed meanwhile that has to come first.
      if (this.key || this.composition.isOpen) return;
      const next = this.queue.shift();
      if (next !== undefined) this.replay(next);
      this.tellHeld();
      this.takeTurn();
    });
  }

  private replay(next: Held): void {
    this.isReplaying = true;
    this.composition.leave();
    try {
      if (typeof next !== 'string') this.actions.doAgain(next);
      // No command of ours came, and the keys are elsewhere: that is where it was meant for.
      else if (!this.hasCommandCome && !document.hasFocus()) this.actions.dropped(next);
      else this.actions.type(next);
    } finally {
      this.isReplaying = false;
    }
  }

  private tellHeld(): void {
    this.actions.held(this.heldText);
  }

  private get heldText(): string {
    return this.queue.filter((each) => typeof each === 'string').join('');
  }
}
