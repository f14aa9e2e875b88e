import assert from 'node:assert/strict';
import { DatasetStatistics } from '../../../src/extension/statistics/datasetStatistics';
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

const rows = [
  { status: 'accepted', text: 'a dog on grass', suggestion: 'a dog on grass' },
  { status: 'edited', text: 'a cat on grass', suggestion: 'a dog on grass' },
  { status: 'written', text: 'two dogs and a dog' },
  { status: 'excluded', text: 'a dog on a bench', suggestion: 'a dog on a bench' },
  { status: 'suggested', text: 'a dog nobody has looked at' },
];

describe('The statistics of a dataset', () => {
  it('count what became of suggestions, and how much was changed in those that were edited', async () => {
    const statistics = new DatasetStatistics(dataset(rows).index.entries);
    assert.equal(await statistics.count(), true);
    const { accepted, edited, medianDistance, distances } = statistics.figures;
    assert.deepEqual({ accepted, edited, medianDistance }, { accepted: 1, edited: 1, medianDistance: 3 });
    assert.deepEqual(distances[1], { from: 3, to: 5, count: 1 });
  });

  it('count as saved what a suggestion spared the person to type', async () => {
    const statistics = new DatasetStatistics(dataset(rows).index.entries);
    await statistics.count();
    const { saved, characters } = statistics.figures;
    // One key accepts 14 characters; of the edited 14, three were typed, and one key accepted them.
    assert.deepEqual({ saved, characters }, { saved: 13 + 10, characters: 14 + 14 + 18 });
  });

  it('count words once a caption, without those that say nothing of the image', async () => {
    const statistics = new DatasetStatistics(dataset(rows).index.entries);
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
    const statistics = new DatasetStatistics(document.index.entries);
    await statistics.count();
    const end = { line: 4, character: document.lineAt(4).length };
    const text = lineOf({ status: 'edited', text: 'a dog asleep', suggestion: 'a dog nobody has looked at' }, 4);
    const change = document.replace({ start: { line: 4, character: 0 }, end, text });
    assert.ok(change);
    statistics.follow(change);
    const anew = new DatasetStatistics(document.index.entries);
    await anew.count();
    assert.deepEqual(statistics.figures, anew.figures);
  });

  it('let others work while 100,000 rows are counted', async function () {
    this.timeout(60_000);
    const many = Array.from({ length: 100_000 }, (_, at) => rows[at % rows.length]);
    const { index } = dataset(many);
    const statistics = new DatasetStatistics(index.entries);
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
