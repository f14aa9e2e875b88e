import { TypingSteps } from './typingSteps';

/** What the text box held before each step of typing, so that Ctrl+Z takes back what is typed word by word. */
export class TypingHistory {
  private readonly steps = new TypingSteps(() => this.steps.close());
  private past: string[] = [];
  private future: string[] = [];
  /** What the box held last; a program changes it without an event. */
  private known = '';

  constructor(private readonly box: HTMLTextAreaElement) {
    box.addEventListener('beforeinput', (event) => {
      this.steps.begin(event);
      this.known = box.value;
    });
  }

  /** Whether nothing is left to take back. */
  get isAtStart(): boolean {
    return this.past.length === 0;
  }

  /** Begins anew, with what the box holds. */
  clear(): void {
    this.steps.close();
    this.past = [];
    this.future = [];
    this.known = this.box.value;
  }

  /** Ends a step. */
  close(): void {
    this.steps.close();
  }

  /** Something was typed. */
  follow(event: Event): void {
    if (!this.steps.isOpen) this.past.push(this.known);
    this.future = [];
    this.known = this.box.value;
    this.steps.follow(event);
  }

  /** @returns what the box held before the last step; nothing if there was none */
  undo(): string | undefined {
    return this.step(this.past, this.future);
  }

  /** @returns what the box held before the last {@link undo}; what it holds if something was typed since */
  redo(): string | undefined {
    return this.step(this.future, this.past) ?? (this.isAtStart ? undefined : this.box.value);
  }

  private step(from: string[], to: string[]): string | undefined {
    this.steps.close();
    const text = from.pop();
    if (text === undefined) return undefined;
    to.push(this.box.value);
    return (this.known = text);
  }
}
