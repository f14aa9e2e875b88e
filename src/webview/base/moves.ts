import { send } from './host';

/** Knows when all is done that leads to another entry: keys that VS Code has, and what the extension was asked for. */
class Moves {
  private readonly waiting = new Map<number, () => void>();
  private lastId = 0;

  /** Calls back once what was sent before has led where it leads. Messages keep their order, so an answer proves it. */
  whenDone(then: () => void): void {
    const id = ++this.lastId;
    this.waiting.set(id, then);
    send({ type: 'areMovesDone', id });
  }

  /** The extension has answered. */
  done(id: number): void {
    const then = this.waiting.get(id);
    this.waiting.delete(id);
    then?.();
  }
}

/** Of the whole page. */
export const moves = new Moves();
