import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import type { DecoderParameters } from '../../../src/captioner/decoder/parameters';
import { startPiece } from '../../../src/captioner/vocabulary/vocabulary';
import { sampleCaptions } from '../../../src/captioner/beamSearch/sampleCaptions';
import { SelfCriticalTeacher } from '../../../src/captioner/training/selfCritical';
import type { SelfCriticalSettings, TrainingSettings } from '../../../src/captioner/training/settings';
import { trainDecoder } from '../../../src/captioner/training/trainer';
import { seededRandom } from '../../../src/dataset/collections/random';
import { learnTinyCaptions, tinyGrids, tinyImages, tinySettings, tinyShape, tinyVocabulary } from '../tinyCaptioner';

const rewarded: SelfCriticalSettings = { samples: 4, likelihood: 0, reward: { ciderD: 1, bleu: 1, meteor: 1 } };

const allGrids = (): tf.Tensor3D => tinyGrids().grids(tinyImages.map(({ image }) => image)) as tf.Tensor3D;

describe('Self-critical training', () => {
  let trained: DecoderParameters;

  before(async () => {
    await tf.setBackend('wasm');
    // It has begun to learn, but still makes mistakes.
    trained = await learnTinyCaptions(40);
  });
  after(() => tf.dispose(trained));

  it('samples captions as often as the decoder thinks them likely', () => {
    const decoder = new Decoder(tinyShape, trained);
    const grids = allGrids();
    const memory = decoder.remember(grids);
    const first = memory.next(memory.start(1), new Int32Array(8).fill(startPiece));
    const expected = Math.exp(first.logProbabilities[tinyShape.vocabulary * 0 + tinyVocabulary.encode('a')[0]]);
    const captions = 2_000;
    const [ofFirst] = sampleCaptions(decoder, grids, { captions, maxPieces: 1, random: seededRandom(2) });
    const share = ofFirst.filter(({ pieces }) => pieces[0] === tinyVocabulary.encode('a')[0]).length / captions;
    const deviation = Math.sqrt((expected * (1 - expected)) / captions);
    assert.ok(expected > 0.2 && expected < 0.99, `${expected} says nothing`);
    assert.ok(Math.abs(share - expected) < 4 * deviation, `${share} is not ${expected}`);
    memory.dispose();
    grids.dispose();
  });

  it('learns a caption as much as its reward is above the mean of the others', () => {
    const grids = allGrids();
    const teacher = new SelfCriticalTeacher(tinyImages, tinyVocabulary, rewarded);
    const { layout } = teacher.lesson(new Decoder(tinyShape, trained), grids, tinyImages, { maxPieces: 30, seed: 1 });
    assert.equal(layout.captions, rewarded.samples + 1);
    let different = 0;
    for (let image = 0; image < tinyImages.length; image++) {
      const weights = layout.weights?.slice(image * layout.captions, (image + 1) * layout.captions) ?? [];
      const sampled = [...weights].slice(0, rewarded.samples);
      assert.ok(Math.abs(sampled.reduce((sum, weight) => sum + weight, 0)) < 1e-5, 'what one gains the others lose');
      assert.equal(weights[rewarded.samples], 0, "people's captions count as much as the settings say");
      if (sampled.some((weight) => weight !== 0)) different++;
    }
    assert.ok(different > 0);
    grids.dispose();
  });

  it('does not learn an end from a caption that was cut', () => {
    const grids = allGrids();
    const teacher = new SelfCriticalTeacher(tinyImages, tinyVocabulary, rewarded);
    const { layout } = teacher.lesson(new Decoder(tinyShape, trained), grids, tinyImages, { maxPieces: 2, seed: 1 });
    for (let row = 0; row < layout.lengths.length; row++) {
      if (row % layout.captions < rewarded.samples) assert.equal(layout.lengths[row], 2);
    }
    grids.dispose();
  });

  it('raises the reward of what is sampled', async () => {
    const settings: TrainingSettings = { ...tinySettings, epochs: 60, learningRate: 0.005, selfCritical: rewarded };
    const { parameters, records } = await trainDecoder({
      shape: tinyShape,
      settings,
      start: () => Object.fromEntries(Object.entries(trained).map(([name, tensor]) => [name, tf.clone(tensor)])),
      training: tinyImages,
      validation: [],
      grids: tinyGrids(),
      keep: 'last',
      validateEvery: 20,
      selfCritical: new SelfCriticalTeacher(tinyImages, tinyVocabulary, rewarded),
    });
    tf.dispose(parameters);
    const rewards = records.map(({ figures }) => figures.reward);
    assert.ok(rewards[2] > rewards[0] * 1.1, rewards.join(' '));
  });

  it('leaves no tensor behind', () => {
    const grids = allGrids();
    const teacher = new SelfCriticalTeacher(tinyImages, tinyVocabulary, rewarded);
    const before = tf.memory().numTensors;
    const decoder = new Decoder(tinyShape, trained);
    teacher.lesson(decoder, grids, tinyImages, { maxPieces: 10, seed: 1 });
    decoder.forget();
    assert.equal(tf.memory().numTensors, before);
    grids.dispose();
  });
});
