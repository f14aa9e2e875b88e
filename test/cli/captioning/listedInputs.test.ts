import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CaptionInput } from '../../../src/cli/captioning/captionInputs';
import { ListedInputs } from '../../../src/cli/captioning/listedInputs';
import { mapInOrder } from '../../../src/cli/program/mapInOrder';

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
    const inputs = new ListedInputs(noted([[input('a')], [], [input('b'), input('c')], []], []), 8);
    const found: string[] = [];
    for await (const { path } of inputs) found.push(path);
    assert.deepEqual(found, ['a', 'b', 'c']);
    assert.equal(inputs.total, 3);
  });

  it('come all of them also where all were listed before the first was taken, with nothing in between', async () => {
    const inputs = new ListedInputs(noted([[input('a')], [], [input('b')]], []), 8);
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
    const taken = new ListedInputs(slow(), 8)[Symbol.asyncIterator]();
    assert.deepEqual((await taken.next()).value, input('a'));
    goOn();
    assert.deepEqual((await taken.next()).value, input('b'));
  });

  it('have a number only once all are listed', async () => {
    const inputs = new ListedInputs(noted([portion(3), portion(2)], []), 8);
    assert.equal(inputs.total, undefined);
    await turns(20);
    assert.equal(inputs.total, 5);
  });

  it('are listed on their own up to ten thousand, and further once the first is answered', async () => {
    const asked: number[] = [];
    const atOnce = 8;
    const inputs = new ListedInputs(noted([portion(9_999), portion(1), portion(1), portion(1)], asked), atOnce);
    let answer: () => void = () => undefined;
    const isAnswered = new Promise<void>((resolve) => (answer = resolve));
    const answers = mapInOrder(inputs, atOnce, () => isAnswered);
    const first = answers.next();
    await turns(20);
    assert.deepEqual(asked, [0, 1]);
    answer();
    await first;
    const second = answers.next();
    await turns(20);
    assert.deepEqual(asked, [0, 1, 2, 3]);
    assert.equal(inputs.total, 10_002);
    await second;
    await answers.return(undefined);
  });

  it('end with what went wrong while they were listed, after those that were found', async () => {
    async function* broken(): AsyncGenerator<CaptionInput[]> {
      yield await Promise.resolve([input('a')]);
      yield [input('b')];
      throw new Error('The folder is gone.');
    }
    const inputs = new ListedInputs(broken(), 8);
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
