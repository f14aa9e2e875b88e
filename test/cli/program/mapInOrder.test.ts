import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { mapInOrder } from '../../../src/cli/program/mapInOrder';
import '../../harness/propertySeed';

async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const result of results) collected.push(result);
  return collected;
}

describe('Mapping in order', () => {
  it('gives every result in the order of the source, however long each takes, and never runs more at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5)), fc.integer({ min: 1, max: 5 }), async (delays, atOnce) => {
        let running = 0;
        const results = await collect(
          mapInOrder(delays.entries(), atOnce, async ([index, turns]) => {
            running += 1;
            assert.ok(running <= atOnce);
            for (let turn = 0; turn < turns; turn++) await nextTurn();
            running -= 1;
            return index;
          }),
        );
        assert.deepEqual(results, [...delays.keys()]);
      }),
    );
  });

  it('gives a result before the source gives its next item', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    async function* source(): AsyncGenerator<number> {
      yield 1;
      await held;
      yield 2;
    }
    const results = mapInOrder(source(), 4, (item) => Promise.resolve(item * 10));
    assert.deepEqual(await results.next(), { done: false, value: 10 });
    release();
    assert.deepEqual(await collect(results), [20]);
  });

  it('reads no further than it works', async () => {
    let read = 0;
    function* source(): Generator<number> {
      for (;;) yield ++read;
    }
    const results = mapInOrder(source(), 3, (item) => Promise.resolve(item));
    await results.next();
    await results.next();
    await nextTurn();
    assert.ok(read <= 6, `read ${read}`);
    await results.return(undefined);
  });

  it('passes on what the function throws, after the results before it', async () => {
    const results = mapInOrder([1, 2, 3], 3, (item) =>
      item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item),
    );
    assert.equal((await results.next()).value, 1);
    await assert.rejects(results.next(), /two/);
  });

  it('leaves no error behind of what nobody takes any more, which would end the process', async () => {
    const lost: unknown[] = [];
    const note = (reason: unknown): void => void lost.push(reason);
    process.on('unhandledRejection', note);
    try {
      const results = mapInOrder([1, 2], 2, async (item) => {
        if (item === 1) for (let turn = 0; turn < 3; turn++) await nextTurn();
        throw new Error(`about ${item}`);
      });
      await assert.rejects(results.next(), /about 1/);
      await nextTurn();
    } finally {
      process.off('unhandledRejection', note);
    }
    assert.deepEqual(lost, []);
  });

  it('begins with nothing more once nobody takes results', async () => {
    const begun: number[] = [];
    let goOn: () => void = () => undefined;
    const isHeld = new Promise<void>((resolve) => (goOn = resolve));
    async function* source(): AsyncGenerator<number> {
      yield 1;
      await isHeld;
      yield 2;
    }
    const results = mapInOrder(source(), 4, (item) => Promise.resolve(begun.push(item)));
    await results.next();
    await results.return(undefined);
    goOn();
    await nextTurn();
    assert.deepEqual(begun, [1]);
  });

  it('passes on what the source throws, after the results before it', async () => {
    function* source(): Generator<number> {
      yield 1;
      throw new Error('source');
    }
    const results = mapInOrder(source(), 3, (item) => Promise.resolve(item));
    assert.equal((await results.next()).value, 1);
    await assert.rejects(results.next(), /source/);
  });
});
