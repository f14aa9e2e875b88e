import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CaptionInput } from '../../src/cli/captionInputs';
import { ListedInputs } from '../../src/cli/listedInputs';

describe('Inputs that are still being listed', () => {
  const input = (name: string): CaptionInput => ({ path: name, fileName: name });
  const portion = (size: number, name = 'a'): CaptionInput[] =>
    Array.from({ length: size }, (_, at) => input(`${name}${at}`));
  const turns = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
  };

  /** A source that notes what was asked of it. */
  async function* noted(portions: readonly CaptionInput[][], asked: number[]): AsyncGenerator<CaptionInput[]> {
    for (const [at, one] of portions.entries()) {
      asked.push(at);
      yield await Promise.resolve(one);
    }
  }

  it('come in order, all of them, whatever the portions are', async () => {
    const inputs = new ListedInputs(noted([[input('a')], [], [input('b'), input('c')], []], []));
    const found: string[] = [];
    for await (const { path } of inputs) found.push(path);
    assert.deepEqual(found, ['a', 'b', 'c']);
    assert.equal(inputs.total, 3);
  });

  it('come all of them also where all were listed before the first was taken, with nothing in between', async () => {
    const inputs = new ListedInputs(noted([[input('a')], [], [input('b')]], []));
    await turns(20);
    const found: string[] = [];
    for await (const { path } of inputs) found.push(path);
    assert.deepEqual(found, ['a', 'b']);
  });

  it('come as soon as they are found', async () => {
    let goOn: () => void = () => undefined;
    const isHeld = new Promise<void>((resolve) => (goOn = resolve));
    async function* slow(): AsyncGenerator<CaptionInput[]> {
      await new Promise((resolve) => setImmediate(resolve));
      yield [input('a')];
      await isHeld;
      yield [input('b')];
    }
    const taken = new ListedInputs(slow())[Symbol.asyncIterator]();
    assert.deepEqual((await taken.next()).value, input('a'));
    goOn();
    assert.deepEqual((await taken.next()).value, input('b'));
  });

  it('have a number only once all are listed', async () => {
    const inputs = new ListedInputs(noted([portion(3), portion(2)], []));
    assert.equal(inputs.total, undefined);
    await turns(20);
    assert.equal(inputs.total, 5);
  });

  it('are listed on their own up to ten thousand, and further once eight were taken', async () => {
    const asked: number[] = [];
    const inputs = new ListedInputs(noted([portion(9_999), portion(1), portion(1), portion(1)], asked));
    await turns(20);
    assert.deepEqual(asked, [0, 1]);
    const taken = inputs[Symbol.asyncIterator]();
    for (let count = 1; count <= 7; count++) await taken.next();
    await turns(20);
    assert.deepEqual(asked, [0, 1]);
    await taken.next();
    await turns(20);
    assert.deepEqual(asked, [0, 1, 2, 3]);
    assert.equal(inputs.total, 10_002);
  });

  it('end with what went wrong while they were listed, after those that were found', async () => {
    async function* broken(): AsyncGenerator<CaptionInput[]> {
      yield await Promise.resolve([input('a')]);
      yield [input('b')];
      throw new Error('The folder is gone.');
    }
    const inputs = new ListedInputs(broken());
    await turns(20);
    const found: string[] = [];
    await assert.rejects(
      async () => {
        for await (const { path } of inputs) found.push(path);
      },
      { message: 'The folder is gone.' },
    );
    assert.deepEqual(found, ['a', 'b']);
    assert.equal(inputs.total, undefined);
  });
});
