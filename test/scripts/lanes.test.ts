import assert from 'node:assert/strict';
import { inLanes } from '../../scripts/steps/inLanes.mjs';
import { inGroups, startOrder, suites } from '../../scripts/steps/suites.mjs';

describe('Suites beside each other', () => {
  it('are all suites that there are, each once', () => {
    assert.deepEqual([...startOrder].sort(), Object.keys(suites).sort());
  });

  it('are none that wait for a VS Code: those are alone', () => {
    const groups = inGroups([['cli'], ['ui', 'keys'], ['dataset'], ['extension']]);
    assert.deepEqual(groups, [[['cli'], ['dataset']], [['ui', 'keys']], [['extension']]]);
  });

  it('begin in order, as soon as a lane is free', async () => {
    const said: string[] = [];
    const ends = new Map<string, () => void>();
    const done = inLanes(2, ['a', 'b', 'c', 'd'], (work) => {
      said.push(`${work} begins`);
      return new Promise((resolve) => ends.set(work, resolve));
    });
    const end = async (work: string): Promise<void> => {
      said.push(`${work} ends`);
      ends.get(work)?.();
      await new Promise(setImmediate);
    };
    for (const work of ['b', 'c', 'a', 'd']) await end(work);
    await done;
    const order = ['a begins', 'b begins', 'b ends', 'c begins', 'c ends', 'd begins', 'a ends', 'd ends'];
    assert.deepEqual(said, order);
  });
});
