import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
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

  it('lets what arrives while it computes go before the jobs that wait, though none of them waits for anything', async () => {
    setImmediate(() => void add('focus', 'focus'));
    await Promise.all(['one', 'two', 'three'].map((name) => add(name, 'batch')));
    assert.deepEqual(done, ['one', 'focus', 'two', 'three']);
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

  it('sees what arrives while training computes, and what is cancelled, whenever training gives way', async () => {
    const abort = new AbortController();
    await queue.run('training', async () => {
      done.push('begins');
      const cancelled = assert.rejects(add('cancelled', 'batch', abort.signal), { name: 'AbortError' });
      // As messages of the parent process arrive: when the event loop turns.
      setImmediate(() => {
        abort.abort();
        void add('arrived', 'focus');
      });
      await queue.giveWay();
      await cancelled;
      done.push('goes on');
    });
    assert.deepEqual(done, ['begins', 'arrived', 'goes on']);
  });

  it('ends with all urgent jobs before training goes on, those that came meanwhile, too', async () => {
    await queue.run('training', async () => {
      void queue.run('visible', async () => {
        done.push('first');
        await new Promise((resolve) => setImmediate(resolve));
        void add('second', 'batch');
      });
      await queue.giveWay();
      done.push('goes on');
    });
    assert.deepEqual(done, ['first', 'second', 'goes on']);
  });

  it('listens no longer to what could cancel a job once that has begun', async () => {
    const { signal } = new AbortController();
    for (let job = 0; job < 5; job++) await add(String(job), 'batch', signal);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
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

  it('begins nothing of what is cancelled already, and says why', async () => {
    const reason = new Error('The person has gone on.');
    await assert.rejects(add('gone', 'focus', AbortSignal.abort(reason)), reason);
    await add('next', 'focus');
    assert.deepEqual(done, ['next']);
  });

  it('says that a job was aborted where whoever cancelled it gave no error', async () => {
    await assert.rejects(add('gone', 'focus', AbortSignal.abort('enough')), { message: 'The job was aborted.' });
    const abort = new AbortController();
    const waiting = add('gone, too', 'focus', abort.signal);
    abort.abort('enough');
    await assert.rejects(waiting, { message: 'The job was aborted.' });
    assert.deepEqual(done, []);
  });

  it('does as many jobs at once as are said, and no more, whenever they come', async () => {
    const two = new JobQueue(2);
    const running: number[] = [];
    let now = 0;
    const job = async (): Promise<void> => {
      running.push(++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
    };
    await Promise.all([1, 2, 3, 4, 5].map(() => two.run('batch', job)));
    await Promise.all([1, 2, 3].map(() => two.run('batch', job)));
    assert.equal(Math.max(...running), 2);
    assert.equal(running.length, 8);
  });

  it('goes on with what comes when all was done', async () => {
    await add('first', 'focus');
    await new Promise(setImmediate);
    assert.equal(await add('second', 'batch'), 'second');
  });

  it('goes on after a job that fails before it gives a promise', async () => {
    const failing = queue.run('focus', () => {
      throw new Error('no model');
    });
    const next = add('next', 'focus');
    await assert.rejects(failing, /no model/);
    assert.equal(await next, 'next');
  });

  it('goes on after a job that fails', async () => {
    const failing = queue.run('focus', () => Promise.reject(new Error('no')));
    const next = add('next', 'focus');
    await assert.rejects(failing, /no/);
    assert.equal(await next, 'next');
  });
});
