const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [listBegin, listEnd, objectBegin, objectEnd] = [0x5b, 0x5d, 0x7b, 0x7d];
const space = 0x20;
/** Space, tab, CR and LF. */
const blanks: ReadonlySet<number> = new Set([space, 0x09, 0x0d, 0x0a]);

/**
 * What stands under keys of a JSON document that follow each other, or elements of a list that do, as text: whether it is JSON shows when it is
 * parsed.
 */
export interface DocumentItems {
  /** The key of the outermost object under which the list of the elements stands, if the document is one. */
  key: string | undefined;
  /** Where in its list the first element stands; nothing for what stands under keys itself. */
  index: number | undefined;
  count: number;
  /** With commas between them, and between each key and what stands under it. */
  json: string;
}

/** The same, by where it stands in the text that is known. */
interface Run extends Omit<DocumentItems, 'json'> {
  start: number;
  end: number;
  /** Where the colons behind keys are. */
  colons: number[];
}

/** The outermost list or object, or a list of the latter. */
interface Level {
  isList: boolean;
  key: string | undefined;
  count: number;
  /** Whether a whole item was the last thing seen. */
  isBehindItem: boolean;
}

/**
 * Finds the items of a JSON document of which a part is known at a time, so that no more than some items have to be held: the elements of a list, or
 * what stands under the keys of an object, or there the elements of some of its lists.
 */
export class DocumentReading {
  /** The keys of lists whose elements are, or would be, given one after the other. */
  readonly lists = new Set<string>();
  isList = false;
  /** Whether it cannot be a list or an object, as far as it is known. */
  isBroken = false;
  /** What is no whole item yet. */
  private text = '';
  private readonly levels: Level[] = [];
  private isBegun = false;
  /** Looking again at what is left is not worth it before so much is known: an item may be long. */
  private enough = 0;

  /** @param opened keys of the outermost object under which lists are gone into */
  constructor(private readonly opened: ReadonlySet<string>) {}

  /** @returns the items that are whole now; nothing more comes once the text turns out to be broken */
  add(part: string): DocumentItems[] {
    this.text += part;
    if (this.isBroken || this.text.length < this.enough) return [];
    const found: Run[] = [];
    let at = 0;
    for (let next = this.step(0, found); next >= 0; next = this.step(next, found)) at = next;
    const items = found.map(({ start, end, colons, ...where }) => ({ ...where, json: this.json(start, end, colons) }));
    this.text = this.text.slice(at);
    this.enough = at > 0 ? 0 : this.text.length * 2;
    return items;
  }

  /** Says that there is no more. @returns whether the text was a whole list or object */
  end(): { items: DocumentItems[]; isWhole: boolean } {
    this.enough = 0;
    const items = this.add('');
    return { items, isWhole: !this.isBroken && this.isBegun && this.levels.length === 0 };
  }

  /** The text between two places, with a comma in place of each colon. */
  private json(start: number, end: number, colons: readonly number[]): string {
    let json = '';
    let from = start;
    for (const colon of colons) {
      json += `${this.text.slice(from, colon)},`;
      from = colon + 1;
    }
    return json + this.text.slice(from, end);
  }

  /** Goes over the next sign or item. @returns where it ends; -1 where that is not known yet, or nothing more can follow */
  private step(from: number, found: Run[]): number {
    const at = this.signAfter(from);
    if (at < 0) return -1;
    const code = this.text.charCodeAt(at);
    const level = this.levels.at(-1);
    if (!level) return this.begin(code) ? at + 1 : this.refuse();
    if (code === (level.isList ? listEnd : objectEnd) && (level.isBehindItem || level.count === 0)) {
      this.levels.pop();
      return at + 1;
    }
    if (level.isBehindItem) {
      level.isBehindItem = false;
      return code === comma ? at + 1 : this.refuse();
    }
    return level.isList ? this.element(at, level, found) : this.member(at, level, found);
  }

  private begin(code: number): boolean {
    if (this.isBegun || (code !== listBegin && code !== objectBegin)) return false;
    this.isBegun = true;
    this.isList = code === listBegin;
    this.levels.push({ isList: this.isList, key: undefined, count: 0, isBehindItem: false });
    return true;
  }

  private member(at: number, level: Level, found: Run[]): number {
    if (this.text.charCodeAt(at) !== quote) return this.refuse();
    const end = endOfString(this.text, at);
    if (end < 0) return -1;
    const between = this.signAfter(end + 1);
    if (between < 0) return -1;
    if (this.text.charCodeAt(between) !== colon) return this.refuse();
    const start = this.signAfter(between + 1);
    if (start < 0) return -1;
    if (this.opened.size > 0 && this.text.charCodeAt(start) === listBegin) {
      const key = stringOf(this.text.slice(at, end + 1));
      if (key === undefined) return this.refuse();
      if (this.opened.has(key)) return this.list(key, start, level) ?? this.value(at, between, start, level, found);
    }
    return this.value(at, between, start, level, found);
  }

  /**
   * Goes into a list. @returns nothing for one that is an item as all others: without elements, or under a key under which another one stood
   * before
   */
  private list(key: string, start: number, level: Level): number | undefined {
    const first = this.signAfter(start + 1);
    if (first < 0) return -1;
    const isRepeated = this.lists.has(key);
    this.lists.add(key);
    if (isRepeated || this.text.charCodeAt(first) === listEnd) return undefined;
    level.count++;
    level.isBehindItem = true;
    this.levels.push({ isList: true, key, count: 0, isBehindItem: false });
    return first;
  }

  /** What stands under a key. Parsed together, members take two thirds of the time, as elements do. */
  private value(at: number, between: number, start: number, level: Level, found: Run[]): number {
    const end = endOfValue(this.text, start);
    if (end < 0) return -1;
    const last = found.at(-1);
    if (last && last.colons.length > 0) {
      last.end = end;
      last.count++;
      last.colons.push(between);
    } else {
      found.push({ key: undefined, index: undefined, count: 1, start: at, end, colons: [between] });
    }
    level.count++;
    level.isBehindItem = true;
    return end;
  }

  private element(start: number, level: Level, found: Run[]): number {
    const end = endOfValue(this.text, start);
    if (end < 0) return -1;
    const { key, count } = level;
    const last = found.at(-1);
    if (last?.index !== undefined && last.key === key && last.index + last.count === count) {
      last.end = end;
      last.count++;
    } else {
      found.push({ key, index: count, count: 1, start, end, colons: [] });
    }
    level.count++;
    level.isBehindItem = true;
    return end;
  }

  private signAfter(from: number): number {
    for (let at = from; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code > space || !blanks.has(code)) return at;
    }
    return -1;
  }

  private refuse(): -1 {
    this.isBroken = true;
    return -1;
  }
}

/** Where the sign is that no value has and that ends this one; -1 if there is none. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
      if (at < 0) return -1;
    } else if (code === objectBegin || code === listBegin) {
      depth++;
    } else if (code === objectEnd || code === listEnd) {
      if (--depth < 0) return at;
    } else if (code === comma && depth === 0) {
      return at;
    }
  }
  return -1;
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

function stringOf(json: string): string | undefined {
  try {
    return String(JSON.parse(json));
  } catch {
    return undefined;
  }
}
