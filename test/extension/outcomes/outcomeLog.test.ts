import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { OutcomeLog, type Outcome } from '../../../src/extension/session/outcomeLog';
import { KeptState } from '../keptState';

const model: Outcome = { kind: 'model', name: 'Mine', directory: '/models/mine', gain: 'It is better.' };
const batch: Outcome = { kind: 'batch', suggested: 60, failed: 0 };

describe('What came of long work on a dataset', () => {
  const logs: OutcomeLog[] = [];
  const open = (kept = new KeptState()): OutcomeLog => {
    const log = new OutcomeLog(kept);
    logs.push(log);
    return log;
  };
  afterEach(() => logs.splice(0).forEach((log) => log.dispose()));

  it('is kept until it was looked at, also when the window is reloaded', () => {
    const kept = new KeptState();
    open(kept).add('/a.jsonl', model);
    const reloaded = open(kept);
    assert.deepEqual(reloaded.of('/a.jsonl'), [model]);
    assert.deepEqual(reloaded.of('/b.jsonl'), []);
    const looked: Outcome[] = [];
    reloaded.onDidLook((outcome) => looked.push(outcome));
    reloaded.look('/a.jsonl', 'model');
    assert.deepEqual(looked, [model]);
    assert.deepEqual(open(kept).of('/a.jsonl'), []);
  });

  it('is looked at once the report of its model is on screen, however it was opened', () => {
    const log = open();
    log.add('/a.jsonl', model);
    log.add('/a.jsonl', batch);
    log.modelSeen('/models/another');
    assert.deepEqual(log.of('/a.jsonl'), [model, batch]);
    log.modelSeen('/models/mine');
    assert.deepEqual(log.of('/a.jsonl'), [batch]);
  });

  it('gives way to what came of such work later', () => {
    const log = open();
    const changed: string[] = [];
    log.onDidChange((dataset) => changed.push(dataset));
    log.add('/a.jsonl', batch);
    log.add('/a.jsonl', { ...batch, suggested: 3 });
    assert.deepEqual(log.of('/a.jsonl'), [{ ...batch, suggested: 3 }]);
    log.close('/a.jsonl', 'batch');
    assert.deepEqual(changed, ['/a.jsonl', '/a.jsonl', '/a.jsonl']);
  });

  it('is not there while a fine-tune is under way: the log says how far that is, until the window is reloaded', () => {
    const kept = new KeptState();
    const log = open(kept);
    const told: (string | undefined)[] = [];
    log.onDidChange((dataset) => told.push(log.learningOf(dataset)));
    log.noteLearning('/a.jsonl', 'step 1');
    log.noteLearning('/a.jsonl', 'step 1');
    log.noteLearning('/a.jsonl', 'step 2');
    assert.equal(log.learningOf('/b.jsonl'), undefined);
    assert.equal(open(kept).learningOf('/a.jsonl'), undefined);
    log.noteLearning('/a.jsonl', undefined);
    assert.deepEqual(told, ['step 1', 'step 2', undefined]);
  });

  it('is nothing where what was kept cannot be read', () => {
    const kept = new KeptState();
    void kept.update('outcomes /a.jsonl', [{ kind: 'unknown' }]);
    assert.deepEqual(open(kept).of('/a.jsonl'), []);
  });
});
