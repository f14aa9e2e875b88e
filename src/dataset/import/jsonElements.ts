const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
/** `{` and `[`, and the ends of these. */
const opening: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const closing: ReadonlySet<number> = new Set([0x7d, 0x5d]);

/**
 * Finds the texts of the elements of a JSON list of which a part is known at a time, so that no more than some elements have to be held. Whether
 * they are JSON shows when they are parsed.
 */
export class JsonElements {
  /** What is no whole element yet. */
  private text = '';
  private state: 'before' | 'within' | 'after' | 'none' = 'before';
  private count = 0;
  /** Looking again at what is left is not worth it before so much is known: an element may be long. */
  private enough = 0;

  /** Whether it may be a list, as far as it is known. */
  get mayBeList(): boolean {
    return this.state !== 'none';
  }

  /** @returns the elements that are whole now; nothing more comes once the text turns out to be no list */
  add(part: string): string[] {
    this.text += part;
    if (this.state === 'before') this.begin();
    if (this.state === 'after' && this.text.trim() !== '') this.state = 'none';
    if (this.state !== 'within' || this.text.length < this.enough) return [];
    const found = this.find();
    this.count += found.length;
    this.enough = found.length > 0 ? 0 : this.text.length * 2;
    return found;
  }

  /** Says that there is no more. @returns the elements that were left, and whether the text was a list, to its end */
  end(): { elements: string[]; isList: boolean } {
    this.enough = 0;
    const elements = this.add('');
    return { elements, isList: this.state === 'after' };
  }

  private begin(): void {
    const text = this.text.trimStart();
    if (text === '') return;
    this.state = text.startsWith('[') ? 'within' : 'none';
    this.text = text.slice(1);
  }

  private find(): string[] {
    const { text } = this;
    const found: string[] = [];
    let start = 0;
    let depth = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        at = endOfString(text, at);
        if (at < 0) break;
      } else if (opening.has(code)) {
        depth++;
      } else if (closing.has(code)) {
        if (--depth >= 0) continue;
        const last = text.slice(start, at);
        if (last.trim() !== '' || this.count + found.length > 0) found.push(last);
        start = at + 1;
        this.state = text.charAt(at) === ']' && text.slice(start).trim() === '' ? 'after' : 'none';
        break;
      } else if (code === comma && depth === 0) {
        found.push(text.slice(start, at));
        start = at + 1;
      }
    }
    this.text = text.slice(start);
    return found;
  }
}

/** Where the quotation mark is that ends a string; -1 if there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === backslash) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return -1;
}
