import { inSlices } from '../../dataset/collections/inSlices';
import type { ChunkedList } from '../../dataset/list/chunkedList';
import type { IndexChange } from '../../dataset/list/datasetIndex';
import type { Entry, EntryState } from '../../dataset/list/entry';
import type { Row } from '../../dataset/rows/row';
import { functionWords } from './functionWords';
import { measureRow } from './rowMeasures';
import { median, Tally } from './tally';

/** How long entries are counted before others have their turn, in milliseconds. */
const slice = 8;
const wordsShown = 20;
/** Captions of this many words or more are counted together. */
export const longest = 25;
/** The smallest edit distance of each bar. */
const distanceSteps = [1, 3, 6, 11, 21, 41];

/** The keys and clicks that captions took, and the keys that typing all of them takes: their characters, and Enter for each. */
export interface CountedKeys {
  captions: number;
  keys: number;
  typed: number;
}

/** How captions came about, and what they are like. */
export interface StatisticsFigures {
  /** Of captions that came from a suggestion. */
  accepted: number;
  edited: number;
  medianDistance?: number;
  /** How many edited captions are so far from their suggestion; `to` is absent in the last. */
  distances: { from: number; to?: number; count: number }[];
  /** Of the captions whose keys were counted. */
  counted: CountedKeys;
  /** How many other captions there are. */
  uncounted: number;
  /** For each number of words from 1, how many captions; the last counts longer ones, too. */
  lengths: number[];
  /** How many captions have so many tokens; none where tokens are not counted. */
  tokens: { tokens: number; count: number }[];
  /** In how many captions; most frequent first. */
  words: { word: string; count: number }[];
  /** Whether all entries are counted. */
  isComplete: boolean;
}

/** What was counted of an entry. */
interface Counted {
  row: Row;
  state: EntryState;
  keys: number | undefined;
  tokens: number | undefined;
}

/** Counts the captions of a dataset once, in slices, and then only what changes. */
export class DatasetStatistics {
  private readonly counted = new Map<Entry, Counted>();
  private readonly lengths = new Tally<number>();
  private readonly tokens = new Tally<number>();
  private readonly words = new Tally<string>();
  /** Of edited captions. */
  private readonly distances = new Tally<number>();
  /** What became of suggestions. */
  private readonly origins = new Tally<EntryState>();
  private keys: CountedKeys = { captions: 0, keys: 0, typed: 0 };
  private uncounted = 0;
  private run = 0;
  private isComplete = false;

  /**
   * @param keysOf what the decision on a row took; nothing where nobody counted
   * @param tokensOf the tokens of a text; nothing where none are counted. Another one wants all to be counted anew
   */
  constructor(
    private readonly entries: ChunkedList<Entry>,
    private readonly keysOf: (row: Row) => number | undefined,
    private readonly tokensOf: (text: string) => number | undefined = () => undefined,
  ) {}

  /** Counts everything anew, and lets others work in between. @returns false if another count began meanwhile */
  async count(): Promise<boolean> {
    const run = ++this.run;
    this.isComplete = false;
    this.counted.clear();
    for (const tally of [this.lengths, this.tokens, this.words, this.distances, this.origins]) tally.clear();
    this.keys = { captions: 0, keys: 0, typed: 0 };
    this.uncounted = 0;
    // What comes or changes meanwhile is followed by `follow`.
    const add = (entry: Entry): void => {
      if (this.entries.has(entry)) this.update(entry);
    };
    if (!(await inSlices([...this.entries], slice, add, () => run === this.run))) return false;
    this.isComplete = true;
    return true;
  }

  /** An edit changed these entries. */
  follow({ added, removed, changed }: IndexChange): void {
    for (const entry of removed) this.forget(entry);
    for (const entry of [...added, ...changed]) this.update(entry);
  }

  /** Ends a count that is on its way. */
  stop(): void {
    this.run++;
  }

  get figures(): StatisticsFigures {
    const last = this.lengths.entries().reduce((most, [length]) => Math.max(most, length), 0);
    return {
      accepted: this.origins.get('accepted'),
      edited: this.origins.get('edited'),
      medianDistance: median(this.distances),
      distances: distanceBars(this.distances),
      counted: { ...this.keys },
      uncounted: this.uncounted,
      lengths: Array.from({ length: last }, (_, at) => this.lengths.get(at + 1)),
      tokens: this.tokens.entries().map(([tokens, count]) => ({ tokens, count })),
      words: this.frequentWords(),
      isComplete: this.isComplete,
    };
  }

  private frequentWords(): { word: string; count: number }[] {
    return this.words
      .entries()
      .filter(([word]) => /\p{L}/u.test(word) && !functionWords.has(word))
      .sort(([one, ofOne], [other, ofOther]) => ofOther - ofOne || one.localeCompare(other))
      .slice(0, wordsShown)
      .map(([word, count]) => ({ word, count }));
  }

  private update(entry: Entry): void {
    this.forget(entry);
    const { row, state } = entry;
    if (!row) return;
    const keys = this.keysOf(row);
    const counted = { row, state, keys, tokens: this.tokensOf(row.text) };
    this.counted.set(entry, counted);
    this.add(counted, 1);
  }

  private forget(entry: Entry): void {
    const before = this.counted.get(entry);
    if (!before) return;
    this.counted.delete(entry);
    this.add(before, -1);
  }

  private add({ row, state, keys, tokens }: Counted, by: 1 | -1): void {
    const measures = measureRow(row, state);
    if (!measures) return;
    this.lengths.add(Math.min(measures.length, longest), by);
    if (tokens !== undefined) this.tokens.add(tokens, by);
    for (const word of measures.words) this.words.add(word, by);
    if (measures.distance !== undefined) {
      this.origins.add(state, by);
      if (state === 'edited') this.distances.add(measures.distance, by);
    }
    if (keys === undefined) this.uncounted += by;
    else {
      this.keys.captions += by;
      this.keys.keys += by * keys;
      this.keys.typed += by * (measures.characters + 1);
    }
  }
}

function distanceBars(edits: Tally<number>): StatisticsFigures['distances'] {
  return distanceSteps.map((from, at) => {
    const to = at + 1 < distanceSteps.length ? distanceSteps[at + 1] - 1 : undefined;
    const inBar = edits.entries().filter(([distance]) => distance >= from && distance <= (to ?? Infinity));
    return { from, to, count: inBar.reduce((sum, [, count]) => sum + count, 0) };
  });
}
