import assert from 'node:assert/strict';
import { Gathering } from '../../src/engine/gathering';

describe('Gathering', () => {
  let worked: string[];
  let alone: string[];
  let gathering: Gathering<string, string>;
  const never = new AbortController().signal;

  beforeEach(() => {
    worked = [];
    alone = [];
    gathering = new Gathering<string, string>(3, (item) => item[0], {
      some: (items) => {
        worked.push(items.join(' '));
        if (items.includes('a-broken')) return Promise.reject(new Error('broken'));
        return Promise.resolve(items.map((item) => item.toUpperCase()));
      },
      one: (item) => {
        alone.push(item);
        return item === 'a-broken' ? Promise.reject(new Error('broken')) : Promise.resolve(item.toUpperCase());
      },
    });
  });

  const add = (item: string, signal = never): Promise<string> => gathering.add(() => Promise.resolve(item), signal);

  it('works on as many together as are enough, and then on those that are left', async () => {
    const results = await Promise.all(['a1', 'a2', 'a3', 'a4'].map((item) => add(item)));
    assert.deepEqual(results, ['A1', 'A2', 'A3', 'A4']);
    assert.deepEqual(worked, ['a1 a2 a3', 'a4']);
  });

  it('works on enough of them while another one is still being made', async () => {
    let make: (item: string) => void = () => undefined;
    const late = gathering.add(() => new Promise((resolve) => (make = resolve)), never);
    assert.deepEqual(await Promise.all(['a1', 'a2', 'a3'].map((item) => add(item))), ['A1', 'A2', 'A3']);
    make('a4');
    assert.equal(await late, 'A4');
    assert.deepEqual(worked, ['a1 a2 a3', 'a4']);
  });

  it('waits no longer for one that could not be made in the end', async () => {
    let give = (): void => undefined;
    const waiting = add('a1');
    const failing = gathering.add(
      () => new Promise((_, reject) => (give = () => reject(new Error('no image')))),
      never,
    );
    await new Promise(setImmediate);
    assert.deepEqual(worked, []);
    give();
    await assert.rejects(failing, /no image/);
    assert.equal(await waiting, 'A1');
  });

  it('waits for no other one where none is on its way', async () => {
    assert.equal(await add('a1'), 'A1');
    assert.deepEqual(worked, ['a1']);
  });

  it('works on those of different kinds apart', async () => {
    await Promise.all(['a1', 'b1', 'a2', 'b2'].map((item) => add(item)));
    assert.deepEqual(worked.toSorted(), ['a1 a2', 'b1 b2']);
  });

  it('goes on without one that could not be made', async () => {
    const failing = gathering.add(() => Promise.reject(new Error('no image')), never);
    const [one, other] = await Promise.allSettled([add('a1'), failing]);
    assert.equal(one.status === 'fulfilled' && one.value, 'A1');
    assert.match(String(other.status === 'rejected' && other.reason), /no image/);
  });

  it('lets only the one fail whose fault it is', async () => {
    const results = await Promise.allSettled(['a1', 'a-broken', 'a2'].map((item) => add(item)));
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(alone, ['a1', 'a-broken', 'a2']);
  });

  it('does not work on one that nobody waits for any more', async () => {
    const abort = new AbortController();
    const left = add('a1', abort.signal);
    const others = ['a2', 'a3'].map((item) => add(item));
    abort.abort(new Error('not wanted'));
    await assert.rejects(left, /not wanted/);
    await Promise.all(others);
    assert.deepEqual(worked, ['a2 a3']);
  });

  it('works on nothing where nobody waits any more', async () => {
    const abort = new AbortController();
    const left = add('a1', abort.signal);
    abort.abort(new Error('not wanted'));
    await assert.rejects(left, /not wanted/);
    assert.deepEqual(worked, []);
  });

  it('tries one that was alone and failed no second time', async () => {
    await assert.rejects(add('a-broken'), /broken/);
    assert.deepEqual([worked, alone], [['a-broken'], []]);
  });
});
