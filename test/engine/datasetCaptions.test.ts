import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mostCaptions, type DecidedCaptions } from '../../src/captioner/completion/decidedCaptions';
import { startPiece } from '../../src/captioner/vocabulary/vocabulary';
import { DatasetCaptions } from '../../src/engine/datasetCaptions';
import { tinyVocabulary as vocabulary } from '../captioner/tinyCaptioner';

describe('What is decided in the datasets that are being captioned', () => {
  const setUp = (): { captions: DatasetCaptions; learned: [string, readonly string[]][] } => {
    const learned: [string, readonly string[]][] = [];
    return { captions: new DatasetCaptions((dataset, keys) => learned.push([dataset, keys])), learned };
  };
  const decision = (key: string, text?: string) => ({
    key,
    imagePath: `/${key}.jpg`,
    ...(text !== undefined && { text }),
  });
  const note = (captions: DatasetCaptions, dataset: string, ...decisions: ReturnType<typeof decision>[]): void =>
    captions.note({ dataset, begins: false, captions: decisions });

  it('is known by dataset and image, until it is decided otherwise or taken back', () => {
    const { captions } = setUp();
    note(captions, 'one', decision('a', 'a dog'), decision('b', 'a cat'));
    assert.deepEqual(captions.caption('one', 'a'), { text: 'a dog', imagePath: '/a.jpg' });
    assert.equal(captions.caption('other', 'a'), undefined);
    note(captions, 'one', decision('a', 'a hound'), decision('b'));
    assert.equal(captions.caption('one', 'a')?.text, 'a hound');
    assert.equal(captions.caption('one', 'b'), undefined);
  });

  it('is forgotten where an editor begins anew', () => {
    const { captions } = setUp();
    note(captions, 'one', decision('a', 'a dog'));
    captions.note({ dataset: 'one', begins: true, captions: [decision('b', 'a cat')] });
    assert.equal(captions.caption('one', 'a'), undefined);
    assert.equal(captions.caption('one', 'b')?.text, 'a cat');
  });

  it('is kept of the four datasets that were told of last', () => {
    const { captions } = setUp();
    for (const dataset of ['one', 'two', 'three', 'four', 'one', 'five'])
      note(captions, dataset, decision('a', 'a dog'));
    const known = ['one', 'two', 'three', 'four', 'five'].filter((dataset) => captions.caption(dataset, 'a'));
    assert.deepEqual(known, ['one', 'three', 'four', 'five']);
  });

  it('is kept of the captions that were decided last, and of no more than completion learns from', () => {
    const { captions } = setUp();
    const all = Array.from({ length: mostCaptions }, (_, at) => decision(String(at), 'a dog'));
    note(captions, 'one', ...all, decision('0', 'a cat'), decision('new', 'a cat'));
    assert.equal(captions.caption('one', '1'), undefined);
    for (const key of ['0', '2', 'new']) assert.ok(captions.caption('one', key), key);
  });

  it('is what completion knows of that dataset, and nothing of one that no editor told of', () => {
    const { captions } = setUp();
    note(captions, 'one', decision('a', 'a dog'));
    assert.equal(captions.of(undefined, vocabulary), undefined);
    assert.equal(captions.of('other', vocabulary), undefined);
    const decided = captions.of('one', vocabulary);
    assert.ok(decided);
    assert.equal(captions.of('one', vocabulary), decided);
    captions.forgetModel();
    assert.notEqual(captions.of('one', vocabulary), decided);
  });

  it('makes words likely that were decided before completion asked, and those that are decided since', () => {
    const unsure = new Float32Array(vocabulary.size).fill(-Math.log(vocabulary.size));
    const { captions } = setUp();
    const text = 'a dog';
    const likelihood = (decided: DecidedCaptions | undefined): number | undefined => {
      const [first] = vocabulary.encode(text);
      return decided?.mix([startPiece], unsure)[first];
    };
    note(captions, 'empty');
    note(captions, 'one', decision('a', text));
    const without = likelihood(captions.of('empty', vocabulary)) ?? NaN;
    assert.ok((likelihood(captions.of('one', vocabulary)) ?? NaN) > without);
    note(captions, 'empty', decision('a', text));
    assert.ok((likelihood(captions.of('empty', vocabulary)) ?? NaN) > without);
  });

  it('teaches how far it is to be trusted once completion asks for it: the last of what there is, then what is new', () => {
    const { captions, learned } = setUp();
    const keys = Array.from({ length: 22 }, (_, at) => String(at));
    note(captions, 'one', ...keys.map((key) => decision(key, 'a dog')));
    assert.deepEqual(learned, []);
    captions.of('one', vocabulary);
    note(captions, 'one', decision('new', 'a cat'), decision('0'));
    note(captions, 'one', decision('1'));
    assert.deepEqual(learned, [
      ['one', keys.slice(2)],
      ['one', ['new']],
    ]);
  });
});
