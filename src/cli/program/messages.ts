import { SingleBar } from 'cli-progress';
import type { Writable } from 'node:stream';
import { showUnseenSigns } from '../../dataset/text/unseenSigns';

/** Where messages and progress go: stderr. */
export interface MessageStream extends Writable {
  isTTY?: boolean;
}

/** How far something has come. */
export interface ProgressState {
  done: number;
  /** 0 while it is not known. */
  total: number;
  /** What is being done, and figures worth seeing. */
  note: string;
  secondsLeft?: number;
  /** Whether it may be more. */
  atLeast?: boolean;
  /** What became of those that are done, for programs. */
  counts?: Record<string, number>;
}

const secondsBetweenLines = 10;
const secondsBetweenJson = 1;

/**
 * Messages for a person, with a progress bar on a terminal and plain lines elsewhere (in a log, a bar would be noise): one
 * when a new kind of work begins, then one every 10 seconds.
 */
export class Messages {
  private bar: SingleBar | undefined;
  private topic: string | undefined;
  private isJson = false;
  /** What JSON has not told yet. */
  private untold: ProgressState | undefined;
  private lastLine = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly stream: MessageStream,
    private readonly now: () => number = () => performance.now() / 1000,
  ) {}

  /** From now on everything is a line of JSON, for programs: `{"message"}`, or `{"progress"}` once a second. */
  useJson(): void {
    this.isJson = true;
  }

  /** Prints a line, letter for letter whatever names are in it, above the bar if there is one. */
  line(text: string): void {
    if (this.isJson) {
      this.stream.write(`${JSON.stringify({ message: text })}\n`);
      return;
    }
    if (this.bar) {
      this.stream.write(`\r\u001b[K${showUnseenSigns(text)}\n`);
      this.bar.render();
    } else {
      this.stream.write(`${showUnseenSigns(text)}\n`);
    }
  }

  /**
   * Shows how far something has come.
   * @param topic names the kind of work; a new one is always shown
   */
  progress(topic: string, state: ProgressState): void {
    if (this.isJson) {
      this.writeProgress(state);
      return;
    }
    const atLeast = state.atLeast ? 'at least ' : '';
    const left = state.secondsLeft === undefined ? '' : `${atLeast}${formatDuration(state.secondsLeft)} left`;
    if (this.stream.isTTY) {
      this.showBar(state, left);
      return;
    }
    const now = this.now();
    if (topic !== this.topic || now - this.lastLine >= secondsBetweenLines) {
      this.topic = topic;
      this.lastLine = now;
      const count = state.total > 0 ? `${state.done}/${state.total}` : '';
      this.line([state.note, count, left].filter((part) => part !== '').join(', '));
    }
  }

  /** Takes the bar away. */
  endProgress(): void {
    if (this.untold) this.write(this.untold);
    this.bar?.stop();
    this.bar = undefined;
    this.topic = undefined;
    this.lastLine = Number.NEGATIVE_INFINITY;
  }

  private writeProgress(state: ProgressState): void {
    const now = this.now();
    if (now - this.lastLine < secondsBetweenJson) {
      this.untold = state;
      return;
    }
    this.lastLine = now;
    this.write(state);
  }

  private write({ done, total, note, secondsLeft, counts }: ProgressState): void {
    this.untold = undefined;
    const left = secondsLeft === undefined ? null : Math.round(secondsLeft);
    const progress = { done, total: total > 0 ? total : null, secondsLeft: left, ...counts };
    this.stream.write(`${JSON.stringify({ progress, note })}\n`);
  }

  private showBar(state: ProgressState, left: string): void {
    const values = { note: showUnseenSigns(state.note), left };
    if (!this.bar) {
      this.bar = new SingleBar({
        format: '{bar} {value}/{total}  {note}  {left}',
        stream: this.stream,
        hideCursor: true,
        clearOnComplete: true,
        forceRedraw: true,
        gracefulExit: false,
        barsize: 24,
        barCompleteChar: '█',
        barIncompleteChar: '░',
      });
      this.bar.start(state.total, state.done, values);
    } else {
      this.bar.setTotal(state.total);
      this.bar.update(state.done, values);
    }
  }
}

/** A number of seconds as people say it: 45 s, 12 min, 3 h 05 min. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 100) {
    return `${whole} s`;
  }
  const minutes = Math.round(whole / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
