import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EngineError, type EngineClient } from '../../src/engine/client/client';
import { holdEngine, makeClient, sample } from './builtEngine';

/** The engine as it was built, with the real model. */
describe('Completing a caption while it is typed', () => {
  let client: EngineClient;
  const dog = sample('shepherd-dog.jpg');
  const complete = async (typed: string, instead?: string): Promise<string> =>
    (await client.complete({ imagePath: dog, typed, instead })).continuation;

  before(() => ({ client } = makeClient('wasm')));
  after(() => client.dispose());

  it('goes on with what is in the image, from nothing, from half a word and from a whole one', async () => {
    assert.match(await complete(''), /dog/);
    assert.match(await complete('a brown d'), /^og /);
    assert.match(await complete('a brown dog'), /^ \w/);
    assert.match(await complete('a brown dog '), /^\w/);
  });

  it('takes capitals, names and other scripts as they were typed, and goes on', async () => {
    assert.equal(await complete('A Brown D'), await complete('a brown d'));
    for (const typed of ['Rex the d', 'собака ', 'the dog at No. 10 '])
      assert.notEqual(await complete(typed), '', typed);
  });

  it('proposes nothing in the middle of a word that it has never seen, until the next space', async () => {
    assert.equal(await complete('a zxq'), '');
    assert.notEqual(await complete('a zxqv '), '');
  });

  it('goes on otherwise where somebody says what is wrong', async () => {
    const first = await complete('a brown dog ');
    const second = await complete('a brown dog ', first);
    assert.notEqual(second, '');
    assert.notEqual(second[0], first[0]);
  });

  it('drops what has been typed over, and what is cancelled', async () => {
    const abort = new AbortController();
    await client.start();
    const goOn = holdEngine(client);
    const typing = ['a', 'a b', 'a br', 'a bro'].map((typed) => client.complete({ imagePath: dog, typed }));
    const cancelled = client.complete({ imagePath: sample('cat.jpg'), typed: 'a' }, abort.signal);
    abort.abort();
    await goOn();
    const results = await Promise.allSettled([...typing, cancelled]);
    assert.equal(results[3].status, 'fulfilled');
    for (const result of [results[1], results[2], results[4]]) {
      assert.ok(result.status === 'rejected' && result.reason instanceof EngineError);
      assert.equal(result.reason.kind, 'aborted');
    }
  });

  describe('in a dataset', () => {
    const cat = sample('cat.jpg');
    const coffee = sample('coffee.jpg');
    const inDataset = async (dataset: string, typed: string): Promise<string> =>
      (await client.complete({ imagePath: dog, dataset, typed })).continuation;
    const captions = [
      { key: '1', imagePath: cat, text: 'Puma Men Black Running T-shirt' },
      { key: '2', imagePath: coffee, text: 'Puma Women White Polo T-shirt' },
    ];

    it('goes on with the names and phrases that were decided there, and only there', async () => {
      assert.doesNotMatch(await inDataset('shop', 'Pu'), /^ma /);
      await client.decide({ dataset: 'shop', begins: true, captions });
      assert.match(await inDataset('shop', 'Pu'), /^ma (Men|Women) /);
      assert.match(await inDataset('shop', 'Puma Men Bl'), /^ack Running/);
      assert.doesNotMatch(await inDataset('another shop', 'Pu'), /^ma /);
      assert.doesNotMatch(await complete('Pu'), /^ma /);
    });

    it('knows what was decided since, and forgets what was taken back', async () => {
      await client.decide({ dataset: 'shop', begins: true, captions });
      const another = { key: '3', imagePath: cat, text: 'Quechua Trekking Rucksack' };
      await client.decide({ dataset: 'shop', begins: false, captions: [another] });
      assert.match(await inDataset('shop', 'Que'), /^chua Trekking Rucksack/);
      await client.decide({ dataset: 'shop', begins: false, captions: [{ key: '3', imagePath: cat }] });
      assert.doesNotMatch(await inDataset('shop', 'Que'), /^chua/);
      await client.decide({ dataset: 'shop', begins: true, captions: [another] });
      assert.doesNotMatch(await inDataset('shop', 'Pu'), /^ma (Men|Women)/);
    });

    it('goes on knowing what was decided when another model is used', async () => {
      await client.decide({ dataset: 'shop', begins: true, captions });
      const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-completion-'));
      try {
        await cp(path.resolve('models', 'flickr8k-attention'), folder, { recursive: true });
        await client.useModel(folder);
        assert.match(await inDataset('shop', 'Pu'), /^ma (Men|Women) /);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });

    it('goes on where an image of a decided caption is not there any more', async () => {
      const gone = { key: '4', imagePath: sample('gone.jpg'), text: 'Quechua Trekking Rucksack' };
      await client.decide({ dataset: 'shop', begins: true, captions: [...captions, gone] });
      assert.match(await inDataset('shop', 'Que'), /^chua/);
    });
  });

  it('keeps the memory of two images at most, and none of a model that is used no more', async () => {
    await complete('a');
    await client.complete({ imagePath: sample('cat.jpg'), typed: 'a' });
    const { tensors } = await client.memory();
    for (const name of ['coffee.jpg', 'temple.jpg', 'cat.jpg'])
      await client.complete({ imagePath: sample(name), typed: 'the' });
    assert.equal((await client.memory()).tensors, tensors);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-completion-'));
    try {
      await cp(path.resolve('models', 'flickr8k-attention'), folder, { recursive: true });
      await client.useModel(folder);
      assert.ok((await client.memory()).tensors < tensors);
      assert.match(await complete('a brown d'), /^og /);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('says why an image cannot be looked at', async () => {
    await assert.rejects(
      client.complete({ imagePath: sample('README.md'), typed: 'a' }),
      (error) => error instanceof EngineError && error.kind === 'image',
    );
  });
});
