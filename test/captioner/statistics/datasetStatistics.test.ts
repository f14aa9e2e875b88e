import assert from 'node:assert/strict';
import { DatasetStatistics } from '../../../src/captioner/statistics/datasetStatistics';
import { line, TextDocument } from '../../dataset/list/textDocument';

interface SomeRow {
  status: string;
  text: string;
  suggestion?: string;
}

function lineOf({ status, text, suggestion = '' }: SomeRow, at: number): string {
  return line(`${at}.jpg`, text, status, { suggestion });
}

function dataset(rows: readonly SomeRow[]): TextDocument {
  return new TextDocument(rows.map(lineOf).join('\n'));
}

/** As of rows from before keys were counted, or of other tools. */
const notCounted = (): undefined => undefined;

const rows = [
  { status: 'accepted', text: 'a dog on grass', suggestion: 'a dog on grass' },
  { status: 'edited', text: 'a cat on grass', suggestion: 'a dog on grass' },
  { status: 'written', text: 'two dogs and a dog' },
  { status: 'excluded', text: 'a dog on a bench', suggestion: 'a dog on a bench' },
  { status: 'suggested', text: 'a dog nobody has looked at' },
];

describe('The statistics of a dataset', () => {
  it('count what became of suggestions, and how much was changed in those that were edited', async () => {
    const statistics = new DatasetStatistics(dataset(rows).index.entries, notCounted);
    assert.equal(await statistics.count(), true);
    const { accepted, edited, medianDistance, distances } = statistics.figures;
    assert.deepEqual({ accepted, edited, medianDistance }, { accepted: 1, edited: 1, medianDistance: 3 });
    assert.deepEqual(distances[1], { from: 3, to: 5, count: 1 });
  });

  it('count the tokens of the captions that are decided, where somebody can', async () => {
    const statistics = new DatasetStatistics(dataset(rows).index.entries, notCounted, (text) => text.split(' ').length);
    await statistics.count();
    assert.deepEqual(statistics.figures.tokens, [
      { tokens: 4, count: 2 },
      { tokens: 5, count: 1 },
    ]);
    const without = new DatasetStatistics(dataset(rows).index.entries, notCounted);
    await without.count();
    assert.deepEqual(without.figures.tokens, []);
  });

  it('count the keys that were really pressed, of the captions whose keys were counted, and say how many others there are', async () => {
    const pressed: Record<string, number> = { 'a dog on grass': 1, 'two dogs and a dog': 30, 'a dog on a bench': 7 };
    const statistics = new DatasetStatistics(dataset(rows).index.entries, ({ text }) => pressed[text]);
    await statistics.count();
    const { counted, uncounted } = statistics.figures;
    // Where a suggestion was wiped, typing took more keys than there are letters; what was excluded is in no figure.
    assert.deepEqual(counted, { captions: 2, keys: 1 + 30, typed: 14 + 1 + (18 + 1) });
    assert.equal(uncounted, 1);
  });

  it('count words once a caption, without those that say nothing of the image', async () => {
    const statistics = new DatasetStatistics(dataset(rows).index.entries, notCounted);
    await statistics.count();
    assert.deepEqual(statistics.figures.words.slice(0, 3), [
      { word: 'dog', count: 2 },
      { word: 'grass', count: 2 },
      { word: 'cat', count: 1 },
    ]);
    assert.deepEqual(statistics.figures.lengths, [0, 0, 0, 2, 1]);
  });

  it('follow a decision as if everything had been counted anew', async () => {
    const document = dataset(rows);
    const statistics = new DatasetStatistics(document.index.entries, notCounted);
    await statistics.count();
    const end = { line: 4, character: document.lineAt(4).length };
    const text = lineOf({ status: 'edited', text: 'a dog asleep', suggestion: 'a dog nobody has looked at' }, 4);
    const change = document.replace({ start: { line: 4, character: 0 }, end, text });
    assert.ok(change);
    statistics.follow(change);
    const anew = new DatasetStatistics(document.index.entries, notCounted);
    await anew.count();
    assert.deepEqual(statistics.figures, anew.figures);
  });

  it('let others work while 100,000 rows are counted', async function () {
    this.timeout(60_000);
    const many = Array.from({ length: 100_000 }, (_, at) => rows[at % rows.length]);
    const { index } = dataset(many);
    const statistics = new DatasetStatistics(index.entries, notCounted);
    // How long each turn is hangs on the machine; that there are some does not.
    let turns = 0;
    let counting = true;
    const watch = (): void => {
      turns++;
      if (counting) setImmediate(watch);
    };
    setImmediate(watch);
    await statistics.count();
    counting = false;
    assert.equal(statistics.figures.accepted, 20_000);
    assert.ok(turns > 3, `others had ${turns} turns`);
  });
});
