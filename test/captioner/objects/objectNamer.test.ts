import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { asSaid, type Certainty } from '../../../src/captioner/calibration/calibration';
import { NgramModel } from '../../../src/captioner/ngrams/ngramModel';
import { learnNaming } from '../../../src/captioner/objects/learnNaming';
import { ObjectClassifier } from '../../../src/captioner/objects/objectClassifier';
import { ObjectNamer } from '../../../src/captioner/objects/objectNamer';
import { objectTableSchema, type ObjectTable } from '../../../src/captioner/objects/objectTable';
import { reliabilityOf } from '../../../src/captioner/objects/reliability';
import { tinyCaptions, tinyVocabulary } from '../tinyCaptioner';

/** Tells four classes apart, each by a channel of its own: a puma, a lynx, a dog, a bus. */
const classes = 4;

function tableOf(objects: readonly object[]): ObjectTable {
  return objectTableSchema.parse({ format: 'showtell-objects', version: 1, objects });
}

const puma = { forms: [{ text: 'puma', standIns: ['cat'] }], classes: [0] };
const lynx = { forms: [{ text: 'lynx', standIns: ['cat'] }], classes: [1] };
const wildCat = { forms: [{ text: 'wildcat', standIns: ['cat'] }], classes: [0, 1] };
const dog = { forms: [{ text: 'dog', standIns: ['dog'] }], classes: [2], isExhaustive: true };
const bus = { forms: [{ text: 'bus', standIns: ['bus'] }], classes: [3] };

describe('The names of what is seen', () => {
  const identity = Float32Array.from({ length: classes ** 2 }, (_, at) => (at % (classes + 1) === 0 ? 1 : 0));
  const classifier = new ObjectClassifier({ kernel: identity, bias: new Float32Array(classes) });

  before(() => tf.setBackend('wasm'));

  /** A grid of four locations that the classifier gives these probabilities; class 0 is only seen at the last one. */
  function gridOf(...probabilities: number[]): tf.Tensor3D {
    const logits = probabilities.map((one) => Math.log(one));
    const rows = Array.from({ length: 4 }, (_, location) =>
      logits.map((value, one) => (one === 0 ? (location === 3 ? 4 * value + 30 : -10) : value)),
    );
    return tf.tensor3d([rows]);
  }

  function namerOf(table: ObjectTable, { certainty = asSaid }: { certainty?: Certainty } = {}): ObjectNamer {
    const captions = tinyCaptions.map((caption) => ({ pieces: tinyVocabulary.encode(caption), times: 40 }));
    const ngrams = NgramModel.ofCaptions(captions);
    return new ObjectNamer(table, classifier, {
      vocabulary: tinyVocabulary,
      ngrams,
      calibrator: { ofMean: () => certainty },
    });
  }

  function seen(table: ObjectTable, probabilities: number[], certainty?: Certainty): string[] {
    const grid = gridOf(...probabilities);
    try {
      const [{ names }] = namerOf(table, { certainty }).lookAt(grid);
      return names.map(({ text }) => text);
    } finally {
      grid.dispose();
    }
  }

  it('are those of likely things, the likeliest first', () => {
    const certain = 0.001;
    assert.deepEqual(seen(tableOf([puma, lynx]), [certain, 0.9, 0.05, 0.05]), ['lynx']);
    assert.deepEqual(seen(tableOf([puma, lynx]), [certain, 0.1, 0.8, 0.1]), []);
  });

  it('are as broad as is needed to be sure', () => {
    const table = tableOf([
      { ...lynx, classes: [1] },
      { ...bus, forms: [{ text: 'tabby', standIns: ['cat'] }] },
      { ...wildCat, classes: [1, 3] },
    ]);
    assert.deepEqual(seen(table, [0.001, 0.8, 0.1, 0.1]), ['lynx']);
    assert.deepEqual(seen(table, [0.001, 0.45, 0.1, 0.45]).sort(), ['lynx', 'tabby'].sort());
    const narrow = tableOf([
      { ...lynx, classes: [1] },
      { ...wildCat, classes: [1, 2, 3] },
    ]);
    assert.deepEqual(seen(narrow, [0.001, 0.3, 0.35, 0.35]), ['wildcat']);
  });

  it('are left where learned captions had them, in pictures that are familiar', () => {
    assert.deepEqual(seen(tableOf([bus]), [0.001, 0.05, 0.05, 0.9]), []);
    const unfamiliar = { ...asSaid, familiarity: 0.1 };
    assert.deepEqual(seen(tableOf([bus]), [0.001, 0.05, 0.05, 0.9], unfamiliar), ['bus']);
  });

  it('are left where the vocabulary has nothing that could stand in for them', () => {
    const table = tableOf([{ ...lynx, forms: [{ text: 'lynx', standIns: ['zeppelin'] }] }]);
    assert.deepEqual(seen(table, [0.001, 0.9, 0.05, 0.05]), []);
  });

  it('say where the thing is', () => {
    const grid = gridOf(0.9, 0.05, 0.03, 0.02);
    const [{ names }] = namerOf(tableOf([puma])).lookAt(grid);
    grid.dispose();
    assert.deepEqual([...(names.at(0)?.places ?? [])], [0, 0, 0, 1]);
  });

  it('hold back what would be seen if it were there', () => {
    const [piece] = tinyVocabulary.encodeChunk(' dog');
    const absent = gridOf(0.001, 0.5, 0.001, 0.498);
    const there = gridOf(0.001, 0.1, 0.8, 0.1);
    const namer = namerOf(tableOf([dog]));
    assert.ok((namer.lookAt(absent)[0].withheld.get(piece) ?? 0) < -3);
    assert.equal(namer.lookAt(there)[0].withheld.get(piece), undefined);
    tf.dispose([absent, there]);
  });

  it('leave no tensor behind', () => {
    const grid = gridOf(0.9, 0.05, 0.03, 0.02);
    const namer = namerOf(tableOf([puma, lynx, dog]));
    const { numTensors } = tf.memory();
    namer.lookAt(grid);
    assert.equal(tf.memory().numTensors, numTensors);
    grid.dispose();
  });

  it('cannot be of classes that there are not', () => {
    assert.throws(() => namerOf(tableOf([{ ...bus, classes: [4] }])), /names class 4 of a classifier of 4/);
  });

  describe('once captions taught which are used', () => {
    const times = (count: number, caption: string): string[] => Array.from({ length: count }, () => caption);
    const lesson = (captions: string[]): Parameters<typeof learnNaming>[2] => ({
      images: captions.map((caption, image) => ({ image, captions: [caption] })),
      grids: { grids: (images) => tf.concat(images.map(() => gridOf(0.001, 0.9, 0.05, 0.05))) },
    });

    it('are left where the thing was seen again and again, and nobody named it', async () => {
      const table = await learnNaming(tableOf([lynx]), classifier, lesson(times(10, 'a cat sleeps')));
      assert.deepEqual(seen(table, [0.001, 0.9, 0.05, 0.05]), []);
    });

    it('stay where people name it, by whichever word', async () => {
      const also = { ...lynx, also: ['bobcat'] };
      const named = [...times(5, 'a lynx sleeps'), ...times(5, 'a bobcat')];
      const table = await learnNaming(tableOf([also]), classifier, lesson(named));
      assert.ok(reliabilityOf(table.objects[0]) > reliabilityOf(tableOf([lynx]).objects[0]));
      assert.deepEqual(seen(table, [0.001, 0.9, 0.05, 0.05]), ['lynx']);
    });

    it('go by what was taught last, however much there was before', async () => {
      const before = tableOf([{ ...lynx, learned: { seen: 1000, named: 1000 } }]);
      const table = await learnNaming(before, classifier, lesson(times(10, 'a cat sleeps')));
      assert.ok(reliabilityOf(table.objects[0]) < 0.5);
    });
  });
});
