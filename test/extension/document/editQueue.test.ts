import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { EditQueue } from '../../../src/extension/document/editQueue';
import { EditRefusedError } from '../../../src/extension/document/editRefusedError';
import { TextDocument } from '../../dataset/list/textDocument';

describe('Edits of a document', () => {
  function setUp(): {
    queue: EditQueue;
    document: { version: number; isClosed: boolean };
    events: string[];
    keys: string[];
    refuse: (error: Error | undefined) => void;
  } {
    const { index, keys } = new TextDocument('broken\n', ['a.jpg']);
    const events: string[] = [];
    const document = { version: 1, isClosed: false };
    let refusal: Error | undefined;
    const queue = new EditQueue({
      index,
      document,
      gate: {
        pass: () => {
          events.push('passed');
          return refusal ? Promise.reject(refusal) : Promise.resolve();
        },
      },
      catchUp: () => {
        events.push('caught up');
        return Promise.resolve();
      },
    });
    queue.onMade = () => events.push('made');
    return { queue, document, events, keys, refuse: (error) => (refusal = error) };
  }
  const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('are made one after the other, each on what the one before left', async () => {
    const { queue, events } = setUp();
    const slow = queue.add(async () => {
      await nextTurn();
      events.push('first');
    });
    const next = queue.add(() => {
      events.push('second');
      return Promise.resolve();
    });
    await Promise.all([slow, next]);
    assert.deepEqual(events, ['passed', 'caught up', 'first', 'made', 'passed', 'caught up', 'second', 'made']);
  });

  it('are of an entry that is there by then, and of no broken line', async () => {
    const { queue, keys, events } = setUp();
    const edited: string[] = [];
    for (const key of [...keys, 'gone']) {
      await queue.edit(key, ({ fileName }) => {
        edited.push(fileName);
        return Promise.resolve();
      });
    }
    assert.deepEqual(edited, ['a.jpg']);
    assert.equal(events.filter((event) => event === 'made').length, 3);
  });

  it('are tried again on the new text where somebody changed the document meanwhile, five times at most', async () => {
    const { queue, document, events } = setUp();
    let tries = 0;
    const attempt = (succeedsAt: number) => () => {
      document.version++;
      return ++tries < succeedsAt ? Promise.reject(new EditRefusedError('changed')) : Promise.resolve();
    };
    await queue.add(attempt(5));
    assert.equal(tries, 5);
    assert.equal(events.filter((event) => event === 'caught up').length, 5);
    tries = 0;
    await assert.rejects(queue.add(attempt(99)), { name: 'EditRefusedError' });
    assert.equal(tries, 5);
  });

  it('are tried again where the document was closed, and not where nobody changed it, nor for another reason', async () => {
    const { queue, document } = setUp();
    let tries = 0;
    const refused = () => {
      tries++;
      return Promise.reject(new EditRefusedError('refused'));
    };
    await assert.rejects(queue.add(refused), { name: 'EditRefusedError' });
    assert.equal(tries, 1);
    await assert.rejects(
      queue.add(() => {
        tries++;
        document.version++;
        return Promise.reject(new TypeError('a fault'));
      }),
      { name: 'TypeError' },
    );
    assert.equal(tries, 2);
    document.isClosed = true;
    await assert.rejects(queue.add(refused), { name: 'EditRefusedError' });
    assert.equal(tries, 7);
  });

  it('are refused where the file may not be changed, and those after them are made', async () => {
    const { queue, events, refuse } = setUp();
    refuse(new Error('read only'));
    await assert.rejects(
      queue.add(() => Promise.resolve()),
      { message: 'read only' },
    );
    refuse(undefined);
    await queue.add(() => Promise.resolve());
    assert.deepEqual(events, ['passed', 'passed', 'caught up', 'made']);
  });

  it('are settled once all are made or refused, those too that are added meanwhile', async () => {
    const { queue, events } = setUp();
    void queue.add(async () => {
      await nextTurn();
      void queue.add(async () => {
        await nextTurn();
        events.push('last');
      });
    });
    await queue.settled();
    assert.equal(events.at(-2), 'last');
  });
});
