import type { FilterView } from '../../extension/entries/listFilterMessages';

/** Holds what people do while the list that they do it on is still on its way, and does it then, in order. */
export class Waiting {
  private readonly actions: { needsEntry: boolean; act: () => void }[] = [];
  /** The list that was asked for last and is not there yet. */
  private expected: FilterView | undefined;

  /** How many messages may lead to another entry and are not answered. */
  private moves = 0;

  /**
   * @param isEntryKnown whether the selected entry is there, and nothing stands in the way
   * @param whenMoved calls back once what was asked for has led where it leads
   */
  constructor(
    private readonly isEntryKnown: () => boolean,
    private readonly whenMoved: (then: () => void) => void,
  ) {}

  get isWaiting(): boolean {
    return this.actions.length > 0 || !this.mayAct(true);
  }

  add(needsEntry: boolean, act: () => void): void {
    this.actions.push({ needsEntry, act });
    this.go();
  }

  /** A list was asked for. */
  expect(filter: FilterView): void {
    this.expected = filter;
  }

  /** Whether a list is on its way that is none of this filter: what comes is the answer to a choice before. */
  expectsOther(filter: FilterView): boolean {
    return this.expected !== undefined && !isSame(filter, this.expected);
  }

  /** Something was asked for that may lead to another entry. */
  expectMove(): void {
    this.moves++;
    this.whenMoved(() => {
      this.moves--;
      this.go();
    });
  }

  /** A list has come; without one, what was asked for was refused. */
  arrived(filter?: FilterView): void {
    if (!filter || !this.expected || isSame(filter, this.expected)) this.expected = undefined;
    this.go();
  }

  /** Does what need not wait any more. */
  go(): void {
    for (let next = this.actions.at(0); next && this.mayAct(next.needsEntry); next = this.actions.at(0)) {
      this.actions.shift();
      next.act();
    }
  }

  private mayAct(needsEntry: boolean): boolean {
    return this.expected === undefined && this.moves === 0 && (!needsEntry || this.isEntryKnown());
  }
}

function isSame(one: FilterView, other: FilterView): boolean {
  const keys = Object.keys({ ...one, ...other }) as (keyof FilterView)[];
  return keys.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}
