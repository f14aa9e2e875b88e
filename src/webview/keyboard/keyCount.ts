/** Keys that are held with others, and do nothing by themselves. */
const modifiers = /^(Control|Shift|Alt|AltGraph|Meta|CapsLock|Dead)$/;
/** In a list they go elsewhere, and write nothing. */
const moving = /^(Arrow(Up|Down)|Page(Up|Down)|Home|End)$/;

/** Counts the keys and clicks that a caption takes, from when its image is first looked at until somebody decides. */
class KeyCount {
  /** By the key of the entry; what nobody counted from its beginning is no number. */
  private readonly counts = new Map<string, number>();
  private entry = '';

  /** An entry is shown. @param isBegun whether something is typed into it that nobody has decided on */
  follow(entry: string, isBegun: boolean): void {
    this.entry = entry;
    // Begun before a reload, or in another editor.
    if (!this.counts.has(entry)) this.counts.set(entry, isBegun ? NaN : 0);
  }

  /** A key is pressed for the entry that is shown. @param inText whether it is for a text field */
  press({ key }: KeyboardEvent, inText: boolean): void {
    if (!modifiers.test(key) && (inText || !moving.test(key))) this.add(1);
  }

  /** So many keys were pressed, or clicks made. */
  add(count: number): void {
    this.counts.set(this.entry, (this.counts.get(this.entry) ?? 0) + count);
  }

  /** What the decision on an entry took; the next one begins anew. @returns nothing where that was not counted */
  take(entry: string): number | undefined {
    const count = this.counts.get(entry);
    this.counts.set(entry, 0);
    return Number.isNaN(count) ? undefined : count;
  }
}

/** Of the whole page. */
export const keyCount = new KeyCount();
