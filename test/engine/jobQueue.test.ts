import assert from 'node:assert/strict';
import { JobQueue, type JobPriority } from '../../src/engine/jobQueue';

describe('The job queue', () => {
  let queue: JobQueue;
  let done: string[];

  beforeEach(() => {
    queue = new JobQueue();
    done = [];
  });

  function add(name: string, priority: JobPriority, signal?: AbortSignal): Promise<string> {
    return queue.run(
      priority,
      async () => {
        await Promise.resolve();
        done.push(name);
        return name;
      },
      signal,
    );
  }

  it('does first what the person types, then what they look at, what is on screen, the batch, and training', async () => {
    await Promise.all([
      add('training', 'training'),
      add('batch', 'batch'),
      add('visible', 'visible'),
      add('focus', 'focus'),
      add('typing', 'typing'),
    ]);
    assert.deepEqual(done, ['typing', 'focus', 'visible', 'batch', 'training']);
  });

  it('does jobs of the same urgency in the order in which they came', async () => {
    await Promise.all(['one', 'two', 'three'].map((name) => add(name, 'visible')));
    assert.deepEqual(done, ['one', 'two', 'three']);
  });

  it('does one job at a time', async () => {
    let running = 0;
    const job = async (): Promise<void> => {
      assert.equal(++running, 1);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    };
    await Promise.all([1, 2, 3].map(() => queue.run('batch', job)));
  });

  it('lets suggestions go first when training gives way, but not another training', async () => {
    const training = queue.run('training', async () => {
      done.push('begins');
      void add('suggestion', 'visible');
      void add('other training', 'training');
      await queue.giveWay();
      done.push('goes on');
    });
    await training;
    await add('last', 'training');
    assert.deepEqual(done, ['begins', 'suggestion', 'goes on', 'other training', 'last']);
  });

  it('forgets a job that is cancelled before its turn', async () => {
    const abort = new AbortController();
    const first = add('first', 'focus');
    const second = add('second', 'batch', abort.signal);
    abort.abort();
    await assert.rejects(second, { name: 'AbortError' });
    await first;
    assert.deepEqual(done, ['first']);
  });

  it('goes on after a job that fails', async () => {
    const failing = queue.run('focus', () => Promise.reject(new Error('no')));
    const next = add('next', 'focus');
    await assert.rejects(failing, /no/);
    assert.equal(await next, 'next');
  });
});
