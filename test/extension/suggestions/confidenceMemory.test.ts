import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ConfidenceMemory } from '../../../src/extension/suggestions/confidenceMemory';

describe('What is remembered of how sure the captioner was', () => {
  let folder = '';
  let failures: unknown[] = [];
  const open = async (model: string): Promise<ConfidenceMemory> => {
    const memory = new ConfidenceMemory(folder, (error) => failures.push(error));
    await memory.open(model);
    return memory;
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-confidences-'));
    failures = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is there again after a reload, for the model that it is about', async () => {
    const before = await open('one');
    before.learn('/images/a.jpg', 'one', 0.25);
    before.learn('/images/b.jpg', 'another', 0.5);
    await before.dispose();
    const after = await open('one');
    assert.deepEqual([after.get('/images/a.jpg'), after.get('/images/b.jpg')], [0.25, undefined]);
    await after.open('another');
    assert.equal(after.get('/images/a.jpg'), undefined);
    await after.open('one');
    assert.equal(after.get('/images/a.jpg'), 0.25);
    assert.deepEqual(failures, []);
  });

  it('has what two windows learn at the same time, and what either forgets', async () => {
    const [one, other] = [await open('one'), await open('one')];
    for (const name of ['a', 'b']) one.learn(`/images/${name}.jpg`, 'one', 0.25);
    other.learn('/images/c.jpg', 'one', 0.5);
    await one.dispose();
    await other.dispose();
    const third = await open('one');
    third.forget('/images/b.jpg');
    await third.dispose();
    const after = await open('one');
    assert.deepEqual(
      ['a', 'b', 'c'].map((name) => after.get(`/images/${name}.jpg`)),
      [0.25, undefined, 0.5],
    );
  });

  it('is nothing before a model is known', async () => {
    const memory = new ConfidenceMemory(folder, (error) => failures.push(error));
    memory.learn('/images/a.jpg', 'one', 0.25);
    memory.forget('/images/a.jpg');
    await memory.dispose();
    assert.equal(memory.get('/images/a.jpg'), undefined);
    assert.deepEqual([readdirSync(folder), failures], [[], []]);
  });

  it('stays where the same model is opened once more, before anything is written', async () => {
    const memory = await open('one');
    memory.learn('/images/a.jpg', 'one', 0.25);
    await memory.open('one');
    assert.equal(memory.get('/images/a.jpg'), 0.25);
    await memory.dispose();
  });

  it('is kept in a file for each model', async () => {
    for (const model of ['one', 'another']) {
      const memory = await open(model);
      memory.learn('/images/a.jpg', model, 0.25);
      await memory.dispose();
    }
    assert.equal(readdirSync(folder).filter((name) => /^[0-9a-f]{32}\.json$/.test(name)).length, 2);
  });

  it('forgets an image that is another one now', async () => {
    const before = await open('one');
    before.learn('/images/a.jpg', 'one', 0.25);
    before.forget('/images/a.jpg');
    await before.dispose();
    assert.equal((await open('one')).get('/images/a.jpg'), undefined);
  });

  it('forgets an image that the model has no words for any more', async () => {
    const memory = await open('one');
    memory.learn('/images/a.jpg', 'one', 0.25);
    memory.learn('/images/a.jpg', 'one', undefined);
    assert.equal(memory.get('/images/a.jpg'), undefined);
    await memory.dispose();
  });

  it('goes on without what cannot be read, and writes it anew', async () => {
    const before = await open('one');
    before.learn('/images/a.jpg', 'one', 0.25);
    await before.dispose();
    writeFileSync(path.join(folder, readdirSync(folder)[0]), '[["/images/a.jpg"');
    const damaged = await open('one');
    assert.equal(failures.length, 1);
    damaged.learn('/images/a.jpg', 'one', 0.75);
    await damaged.dispose();
    assert.equal((await open('one')).get('/images/a.jpg'), 0.75);
  });
});
