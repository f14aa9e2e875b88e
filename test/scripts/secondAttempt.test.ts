import assert from 'node:assert/strict';
import { failuresIn, passedIn, type FileCounts } from '../../scripts/steps/counts.mjs';
import { attemptAgain } from '../../scripts/steps/secondAttempt.mjs';

const counts = (file: string, passed: number, ...failed: string[]): FileCounts => ({
  file,
  passed,
  failures: failed.map((title) => ({ title, reason: 'too late' })),
  leftOut: [],
});

describe('A second attempt at a suite', () => {
  const first = [counts('/somewhere/test/ui/one.test.ts', 3), counts('/somewhere/test/ui/two.test.ts', 1, 'a', 'b')];

  it('runs only the files in which a test failed, and counts what came of it instead', async () => {
    const parts: string[] = [];
    const { counts: last, unsteady } = await attemptAgain(first, (part) => {
      parts.push(part);
      return Promise.resolve([counts('/somewhere/test/ui/two.test.ts', 2, 'b')]);
    });
    assert.deepEqual(parts, ['/two.test.']);
    assert.equal(passedIn(last), 5);
    assert.deepEqual(failuresIn(last), [{ title: 'b', reason: 'too late' }]);
    assert.deepEqual(unsteady, [{ title: 'a', reason: 'too late' }]);
  });

  it('is not made where nothing failed, or where much did', async () => {
    const never = (): never => assert.fail('It ran again.');
    const sound = first.slice(0, 1);
    assert.deepEqual(await attemptAgain(sound, never), { counts: sound, unsteady: [] });
    const broken = Array.from({ length: 6 }, (_, file) => counts(`/test/ui/${file}.test.ts`, 1, 'c'));
    assert.deepEqual(await attemptAgain(broken, never), { counts: broken, unsteady: [] });
  });

  it('does not make good what crashed', async () => {
    const crashed = [counts('', 0, 'ui')];
    assert.deepEqual(await attemptAgain(crashed, () => assert.fail('It ran again.')), {
      counts: crashed,
      unsteady: [],
    });
    const { counts: last, unsteady } = await attemptAgain(first, () => Promise.resolve([counts('', 0, 'test/ui')]));
    assert.deepEqual(failuresIn(last), [{ title: 'test/ui', reason: 'too late' }]);
    assert.deepEqual(unsteady, []);
  });
});
