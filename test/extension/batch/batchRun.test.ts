import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Suggestion } from '../../../src/captioner/suggestion';
import { EngineError } from '../../../src/engine/protocol/engineError';
import { HopelessError } from '../../../src/engine/client/patientSuggestions';
import type { BatchProgress } from '../../../src/extension/batch/batchProgress';
import { runBatch, type BatchDataset, type SuggestedCaption } from '../../../src/extension/batch/batchRun';

/** A dataset in memory: captions by key, of which the empty ones wait. */
class MemoryDataset implements BatchDataset {
  readonly captions = new Map<string, string>();
  writes = 0;

  constructor(count: number) {
    for (let at = 0; at < count; at++) this.captions.set(`${at}`, '');
  }

  waiting(): string[] {
    return [...this.captions].filter(([, caption]) => caption === '').map(([key]) => key);
  }

  imagePath(key: string): string | undefined {
    return this.captions.get(key) === '' ? key : undefined;
  }

  write(suggestions: readonly SuggestedCaption[]): Promise<void> {
    this.writes++;
    for (const { key, text } of suggestions) if (this.captions.get(key) === '') this.captions.set(key, text);
    return Promise.resolve();
  }
}

function suggestionOf(text: string): Suggestion {
  return {
    model: 'm',
    familiarity: 1,
    gridHeight: 1,
    gridWidth: 1,
    candidates: [{ text, words: [], logProbability: -1, confidence: 0.5 }],
  };
}

describe('A batch', () => {
  const failures: string[] = [];
  const reports: BatchProgress[] = [];
  const run = (
    dataset: BatchDataset,
    suggest: (imagePath: string, signal: AbortSignal) => Promise<Suggestion>,
    signal = new AbortController().signal,
    shortestPause = 5,
  ): Promise<BatchProgress> => {
    failures.length = 0;
    reports.length = 0;
    const fail = (key: string, reason: string): void => void failures.push(`${key}: ${reason}`);
    return runBatch(dataset, { suggest, fail, report: (now) => reports.push(now), shortestPause }, signal);
  };
  const caption = (key: string): Promise<Suggestion> => Promise.resolve(suggestionOf(`caption ${key}`));

  it('suggests a caption for each image that waits, and reports how far it is', async () => {
    const dataset = new MemoryDataset(20);
    dataset.captions.set('3', 'mine');
    const done = await run(dataset, caption);
    assert.deepEqual([done.total, done.done, done.failed], [19, 19, 0]);
    assert.equal(dataset.captions.get('3'), 'mine');
    assert.equal(dataset.captions.get('19'), 'caption 19');
    const counts = reports.map(({ done: count }) => count);
    assert.deepEqual([counts[0], counts.at(-1)], [0, 19]);
    assert.deepEqual(
      counts,
      counts.toSorted((one, other) => one - other),
    );
  });

  it('writes no empty caption: the image is named as one that the captioner found no words for', async () => {
    const dataset = new MemoryDataset(2);
    const done = await run(dataset, (key) => (key === '0' ? Promise.resolve(suggestionOf('')) : caption(key)));
    assert.deepEqual(failures, ['0: The captioner found no caption for it.']);
    assert.deepEqual([done.done, done.failed], [2, 1]);
    assert.deepEqual(dataset.waiting(), ['0']);
  });

  it('counts what somebody decides before its turn, and asks for no suggestion', async () => {
    const dataset = new MemoryDataset(12);
    const asked: string[] = [];
    const done = await run(dataset, (key) => {
      dataset.captions.set('11', 'mine');
      asked.push(key);
      return caption(key);
    });
    assert.deepEqual([done.done, done.failed], [12, 0]);
    assert.ok(!asked.includes('11'));
  });

  it('writes many suggestions at once, not one by one', async () => {
    const dataset = new MemoryDataset(1000);
    await run(dataset, caption, undefined, 10_000);
    assert.equal(dataset.writes, 1);
    assert.deepEqual(dataset.waiting(), []);
  });

  it('writes what is finished while it goes on', async () => {
    const dataset = new MemoryDataset(4);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const written = new Promise<void>((resolve) => {
      const write = dataset.write.bind(dataset);
      dataset.write = async (suggestions) => {
        await write(suggestions);
        resolve();
      };
    });
    const running = run(dataset, async (key) => {
      if (key === '3') await held;
      return caption(key);
    });
    await written;
    assert.notDeepEqual(dataset.waiting(), ['0', '1', '2', '3']);
    release();
    await running;
    assert.deepEqual(dataset.waiting(), []);
  });

  it('leaves alone what somebody decides while its suggestion is under way, whichever image it is', async () => {
    for (let decided = 0; decided < 12; decided++) {
      const dataset = new MemoryDataset(12);
      await run(dataset, async (key) => {
        const suggestion = await caption(key);
        if (key === String(decided)) dataset.captions.set(key, 'mine');
        return suggestion;
      });
      assert.equal(dataset.captions.get(String(decided)), 'mine');
      assert.deepEqual(dataset.waiting(), []);
    }
  });

  it('does not even ask for what somebody decided before its turn', async () => {
    const dataset = new MemoryDataset(12);
    const asked: string[] = [];
    await run(dataset, (key) => {
      asked.push(key);
      dataset.captions.set('9', 'mine');
      return caption(key);
    });
    assert.ok(!asked.includes('9'));
    assert.equal(dataset.captions.get('9'), 'mine');
  });

  it('keeps what is finished when it is cancelled, touches nothing else, and goes on in another run', async () => {
    const dataset = new MemoryDataset(30);
    const abort = new AbortController();
    const asked: string[] = [];
    const suggest = (key: string, signal: AbortSignal): Promise<Suggestion> => {
      asked.push(key);
      if (key === '10') abort.abort();
      if (signal.aborted) return Promise.reject(new EngineError('aborted', 'It was cancelled.'));
      return caption(key);
    };
    const stopped = await run(dataset, suggest, abort.signal);
    assert.equal(stopped.done, 10);
    assert.deepEqual(failures, []);
    assert.deepEqual(
      dataset.waiting(),
      Array.from({ length: 20 }, (_, at) => String(at + 10)),
    );
    asked.length = 0;
    await run(dataset, (key) => {
      asked.push(key);
      return caption(key);
    });
    assert.equal(asked.length, 20);
    assert.deepEqual(dataset.waiting(), []);
  });

  it('names the images that fail, and goes on', async () => {
    const dataset = new MemoryDataset(6);
    const done = await run(dataset, (key) =>
      key === '2' || key === '4' ? Promise.reject(new EngineError('image', 'It is damaged.')) : caption(key),
    );
    assert.deepEqual([done.done, done.failed], [6, 2]);
    assert.deepEqual(failures, ['2: It is damaged.', '4: It is damaged.']);
    assert.deepEqual(dataset.waiting(), ['2', '4']);
  });

  it('stops where no image can be captioned, and keeps what is finished', async () => {
    const dataset = new MemoryDataset(50);
    const suggest = (key: string): Promise<Suggestion> =>
      Number(key) >= 7 ? Promise.reject(new HopelessError(new Error('The model is gone.'))) : caption(key);
    await assert.rejects(run(dataset, suggest), /The model is gone/);
    assert.equal(dataset.waiting().length, 43);
  });

  it('stops where the captions cannot be written', async () => {
    const dataset = new MemoryDataset(500);
    dataset.write = () => Promise.reject(new Error('The file is read-only.'));
    let asked = 0;
    const suggest = async (key: string): Promise<Suggestion> => {
      asked++;
      await new Promise((resolve) => setImmediate(resolve));
      return caption(key);
    };
    await assert.rejects(run(dataset, suggest, undefined, 0), /read-only/);
    assert.ok(asked < 500, `${asked} were asked for`);
  });
});
