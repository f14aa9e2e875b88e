import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'mocha';
import { SearchError } from '../../../src/dataset/list/listFilter';
import type { ReplaceRule } from '../../../src/dataset/replace/rule';
import { FindInThread } from '../../../src/dataset/replace/findInThread';

const rule = (find: string): ReplaceRule => ({
  ...{ kind: 'replace', find, replacement: 'x', isRegularExpression: true, matchCase: true, wholeWord: false },
});
const runaway = `${'a'.repeat(40)}b`;

describe('A search in a thread of its own', () => {
  // A thread may take long to start on a busy machine.
  const finder = (limit = 60_000): FindInThread => new FindInThread(path.resolve('dist', 'searchWorker.js'), limit);

  it('finds what changes', async () => {
    const findings = await finder().find(['a dog', 'a cat', 'dog dog'], rule('dog'));
    assert.deepEqual([...(findings?.captions ?? [])], [0, 2]);
    assert.deepEqual([...(findings?.firstMarks ?? [])], [0, 1, 3]);
  });

  it('says that an expression cannot be read', async () => {
    await assert.rejects(finder().find(['a'], rule('(')), SearchError);
  });

  it('ends an expression that runs away', async () => {
    await assert.rejects(finder(500).find([runaway], rule('(a+)+$')), /stopped after 0.5 s/);
  });

  it('lets everything else go on, whatever the expression does', async () => {
    const one = finder();
    let hasEnded = false;
    const search = one.find([runaway], rule('(a+)+$')).finally(() => (hasEnded = true));
    for (let turn = 0; turn < 1000; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(!hasEnded);
    one.stop();
    assert.equal(await search, undefined);
  });

  it('ends a search that another one follows', async () => {
    const one = finder();
    const first = one.find([runaway], rule('(a+)+$'));
    const second = await one.find(['a dog'], rule('dog'));
    assert.equal(await first, undefined);
    assert.equal(second?.captions.length, 1);
  });
});
