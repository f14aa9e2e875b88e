import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { until, useDataset } from '../editor';

describe('what had been decided when everything ended', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg', 'coffee.jpg']);
  const now = Date.now();
  const time = (offset: number): string => new Date(now + offset).toISOString();
  const row = (text: string, updated: string): string =>
    `${JSON.stringify({ file_name: 'cat.jpg', text, suggestion: '', status: 'written', model: '', updated })}\n`;
  /** What a page that was thrown away tells when it comes back. */
  const comeBack = (before: string): void =>
    dataset.tell({
      type: 'ready',
      draft: {
        ...{ key: 'cat.jpg 0', text: 'a cat sleeps', begunWith: -1, sequence: now, caption: 1 },
        ...{ draft: now - 2_000, at: now, before, isDecided: true },
      },
    });
  const open = async (text: string): Promise<void> => {
    dataset.write(text);
    await dataset.open();
  };
  const isTyped = (): Promise<void> =>
    until('it is typed', () => dataset.row('cat.jpg')?.text === 'a cat sleeps', 10_000);
  /** Another caption comes after it. */
  const isNotTyped = async (): Promise<void> => {
    dataset.type('coffee.jpg', 'a cup');
    await until('the next is typed', () => dataset.row('coffee.jpg') !== undefined);
    assert.notEqual(dataset.row('cat.jpg')?.text, 'a cat sleeps');
  };

  it('is typed where nothing of it had come', async () => {
    await open('');
    comeBack('');
    await isTyped();
  });

  it('is typed over a row of a machine whose clock was ahead', async () => {
    await open(row('a cat', time(3_600_000)));
    comeBack(time(3_600_000));
    await isTyped();
  });

  it('goes on where an earlier part of it had come', async () => {
    await open(row('a cat', time(-1_000)));
    comeBack(time(-60_000));
    await isTyped();
  });

  it('is not typed over what was decided since', async () => {
    await open(row('somebody decided', time(1_000)));
    comeBack(time(-60_000));
    await isNotTyped();
  });
});
