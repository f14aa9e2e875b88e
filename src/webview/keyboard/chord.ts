import { isMac } from './platform';

/** VS Code waits so long for the second of two keys, in milliseconds. */
const patience = 5_000;

/**
 * Keys that VS Code takes two of, one after the other, as Ctrl+K and W: the second is not typed, and nothing on the page
 * handles it. Of those that begin such a pair, only the one is known here that VS Code's own pairs begin with.
 */
class Chord {
  private begun = -Infinity;
  private readonly seconds = new WeakSet<KeyboardEvent>();

  /** Notices a key, before anything else does. @returns whether it is the second of a pair */
  follow(event: KeyboardEvent): boolean {
    if (/^(Control|Shift|Alt|AltGraph|Meta)$/.test(event.key)) return false;
    const isSecond = event.timeStamp - this.begun < patience;
    const isHeld = isMac ? event.metaKey : event.ctrlKey;
    const begins = isHeld && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k';
    this.begun = begins && !isSecond ? event.timeStamp : -Infinity;
    if (isSecond) this.seconds.add(event);
    return isSecond;
  }

  /** Whether a key was the second of a pair. */
  hasTaken(event: KeyboardEvent): boolean {
    return this.seconds.has(event);
  }

  /** Something else has the keys now. */
  end(): void {
    this.begun = -Infinity;
  }
}

/** Of the whole page. */
export const chord = new Chord();
