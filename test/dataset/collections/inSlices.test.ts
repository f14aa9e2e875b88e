import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { inSlices } from '../../../src/dataset/collections/inSlices';

describe('Going through very many captions', () => {
  const texts = Array.from({ length: 100 }, (_, at) => `caption ${at}`);
  let time = 0;
  let counted: string[] = [];
  let turns = 0;
  let othersAreWaiting = true;

  /** Each caption takes five milliseconds. */
  function count(text: string): void {
    time += 5;
    counted.push(text);
  }

  function takeTurns(): void {
    turns++;
    if (othersAreWaiting) setImmediate(takeTurns);
  }

  beforeEach(() => {
    time = 0;
    counted = [];
    turns = 0;
    othersAreWaiting = true;
    takeTurns();
  });

  afterEach(() => {
    othersAreWaiting = false;
  });

  it('goes through all of them, and leaves others their turn every fifteen milliseconds', async () => {
    assert.equal(
      await inSlices(
        texts,
        15,
        count,
        () => true,
        () => time,
      ),
      true,
    );
    assert.deepEqual(counted, texts);
    assert.ok(turns >= 33, `${turns} turns`);
  });

  it('ends where nobody wants it any more', async () => {
    assert.equal(
      await inSlices(
        texts,
        15,
        count,
        () => counted.length < 10,
        () => time,
      ),
      false,
    );
    assert.ok(counted.length < 15, `${counted.length} counted`);
  });
});
