/** How long an answer is waited for, in milliseconds: a host that is busy with a large dataset needs a few seconds. */
const patience = 15_000;

/** Notices that the extension has ceased to answer: VS Code leaves the page alone when the extension host crashes. */
export class Answers {
  private timer: number | undefined;
  private isMissing = false;

  /** @param onChange is told when answers begin to be missing, and when they come again */
  constructor(private readonly onChange: (isMissing: boolean) => void) {}

  /** Something was sent that the extension answers. */
  expect(): void {
    this.timer ??= window.setTimeout(() => this.set(true), patience);
  }

  /** The extension said something. */
  came(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.set(false);
  }

  private set(isMissing: boolean): void {
    if (isMissing === this.isMissing) return;
    this.isMissing = isMissing;
    this.onChange(isMissing);
  }
}
