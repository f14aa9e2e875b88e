import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { describe, it } from 'mocha';
import type { StatisticsView, ToStatistics } from '../../../src/extension/statistics/statisticsMessages';
import { assertGolden } from '../../harness/golden';
import { runPage } from '../harness/bundledPage';
import { pageText } from '../harness/pageText';

const noStates = {
  ...{ accepted: 0, edited: 0, written: 0, excluded: 0, suggested: 0 },
  ...{ todo: 0, begun: 0, captioned: 0, broken: 0, problem: 0 },
};

/** Of three captions, two of which somebody wrote without a suggestion. */
const written: StatisticsView = {
  ...{ fileName: 'metadata.jsonl', total: 5, decided: 3, states: { ...noStates, written: 2, accepted: 1, todo: 2 } },
  ...{ accepted: 1, edited: 0, counted: { captions: 0, keys: 0, typed: 0 }, uncounted: 3 },
  distances: [
    { from: 1, to: 2, count: 0 },
    { from: 3, count: 0 },
  ],
  ...{ lengths: [0, 3], tooShort: 0, words: [{ word: 'dog', count: 3 }], tokens: [], isComplete: true },
};

/** The page, once it was told these figures. */
async function shown(statistics: StatisticsView): Promise<Document> {
  const dom = new JSDOM('<!DOCTYPE html><html lang="en"><body></body></html>', { runScripts: 'outside-only' });
  const { window } = dom;
  Object.assign(window, { acquireVsCodeApi: () => ({ postMessage: () => undefined, setState: () => undefined }) });
  await runPage(dom, 'statistics/statistics.ts');
  const data: ToStatistics = { type: 'statistics', document: 'file:///metadata.jsonl', statistics };
  window.dispatchEvent(new window.MessageEvent('message', { data }));
  return window.document;
}

describe('The statistics', () => {
  it('say that no suggestion was edited yet, with no zeros below it', async () => {
    const distances = (await shown(written)).querySelector('.distances');
    assert.match(distances?.textContent ?? '', /No suggestion was edited yet\.$/);
    assert.equal(distances?.querySelector('table'), null);
  });

  it('say that no caption came from a suggestion, where none did', async () => {
    const shares = (await shown({ ...written, accepted: 0 })).querySelector('.shares')?.textContent ?? '';
    assert.match(shares, /No caption came from a suggestion yet\./);
    assert.doesNotMatch(shares, /0 of 0| %/);
  });

  it('say of no caption that keys were saved, where nobody counted them', async () => {
    const shares = (await shown(written)).querySelector('.shares')?.textContent ?? '';
    assert.match(shares, /Keystrokes savedCaptions not counted, as they were not written here key by key: 3\./);
  });

  it('show how much was edited as soon as a suggestion was', async () => {
    const edited = { ...written, edited: 1, medianDistance: 2, distances: [{ from: 1, to: 2, count: 1 }] };
    const distances = (await shown(edited)).querySelector('.distances');
    assert.match(distances?.textContent ?? '', /Typically 2 characters/);
    assert.equal(distances?.querySelectorAll('tbody tr').length, 1);
  });

  it('say how many captions have how many tokens, and how many are over the limit', async () => {
    const tokens = [5, 19, 20, 77, 78, 300].map((each) => ({ tokens: each, count: 1 }));
    const page = await shown({ ...written, tokens, tokenLimit: 77 });
    const rows = [...page.querySelectorAll('.tokens tbody tr')].map((row) =>
      Array.from(row.children, ({ textContent }) => textContent).filter((cell) => cell !== ''),
    );
    assert.deepEqual(rows, [
      ['1 to 20', '3'],
      ['21 to 39', '0'],
      ['40 to 58', '0'],
      ['59 to 77', '1'],
      ['Over the limit', '2'],
    ]);
    assert.equal((await shown(written)).querySelector('.tokens'), null, 'nothing counts them');
  });

  it('are these, where there is something of everything', async () => {
    const all: StatisticsView = {
      ...{
        fileName: 'metadata.jsonl',
        total: 12_345,
        decided: 9_000,
        accepted: 5_000,
        edited: 1_500,
        medianDistance: 3,
      },
      states: {
        ...{ accepted: 5_000, edited: 1_500, written: 2_400, excluded: 100, suggested: 40 },
        ...{ todo: 3_300, begun: 5, captioned: 0, broken: 2, problem: 7 },
      },
      distances: [
        { from: 1, to: 2, count: 600 },
        { from: 3, count: 900 },
      ],
      ...{ counted: { captions: 8_000, keys: 88_000, typed: 320_000 }, uncounted: 900 },
      ...{ lengths: [0, 3, 20, 0, 7], tooShort: 3, isComplete: true },
      words: [
        { word: 'dog', count: 1_234 },
        { word: '<b>', count: 1 },
      ],
      ...{ tokens: [5, 19, 78].map((tokens) => ({ tokens, count: 1 })), tokenLimit: 77 },
    };
    const nothing: StatisticsView = {
      ...{ fileName: 'metadata.jsonl', total: 0, decided: 0, states: noStates, accepted: 0, edited: 0 },
      ...{ counted: { captions: 0, keys: 0, typed: 0 }, uncounted: 0, distances: [], lengths: [], tooShort: 0 },
      ...{ words: [], tokens: [], isComplete: false },
    };
    const texts: string[] = [];
    for (const [what, view] of Object.entries({ all, 'only written': written, nothing }))
      texts.push(`--- ${what} ---\n${pageText((await shown(view)).body)}`);
    assertGolden('statistics', texts.join('\n'));
  });
});
