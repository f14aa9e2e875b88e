import assert from 'node:assert/strict';
import os from 'node:os';
import { inLanes } from '../../scripts/steps/inLanes.mjs';
import { run } from '../../scripts/steps/process.mjs';
import { lanesOf, startOrder, suites } from '../../scripts/steps/suites.mjs';

describe('Suites beside each other', () => {
  it('are all suites that there are, each once', () => {
    assert.deepEqual([...startOrder].sort(), Object.keys(suites).sort());
  });

  it('are one that waits for a VS Code and one that computes, and two that compute once no other waits', async () => {
    const began: string[] = [];
    const ends = new Map<string, () => void>();
    const done = inLanes(lanesOf([['cli'], ['ui', 'keys'], ['engine'], ['extension'], ['dataset']]), ([suite]) => {
      began.push(suite);
      return new Promise((resolve) => ends.set(suite, resolve));
    });
    const end = async (suite: string): Promise<void> => {
      ends.get(suite)?.();
      await new Promise(setImmediate);
    };
    assert.deepEqual(began, ['ui', 'cli']);
    await end('cli');
    assert.deepEqual(began, ['ui', 'cli', 'engine']);
    await end('ui');
    await end('extension');
    assert.deepEqual(began, ['ui', 'cli', 'engine', 'extension', 'dataset']);
    for (const suite of ['engine', 'dataset']) await end(suite);
    await done;
  });

  it('end when the last has ended, whatever lane was free before', async () => {
    let isOver = false;
    const ends: (() => void)[] = [];
    const done = inLanes([[['a', 'b']], [[]]], () => new Promise((resolve) => ends.push(resolve)));
    void done.then(() => (isOver = true));
    ends[0]();
    await new Promise(setImmediate);
    assert.ok(!isOver);
    ends[1]();
    await done;
  });

  it('give way where they compute and others wait for a VS Code', async () => {
    const args = ['-e', 'process.exitCode = require("node:os").getPriority()'];
    const { PRIORITY_LOW } = os.constants.priority;
    const least = Math.max(os.getPriority(), PRIORITY_LOW);
    assert.equal(await run(process.execPath, args, { priority: least }), least);
  });
});
