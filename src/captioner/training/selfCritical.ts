import type * as tf from '@tensorflow/tfjs-core';
import { seededRandom } from '../../dataset/collections/random';
import { layOutCaptions, type CaptionLayout } from '../decoder/captionBatch';
import type { Decoder } from '../decoder/decoder';
import { CiderD } from '../metrics/ciderD';
import { exactMeteor } from '../metrics/exactMeteor';
import { sentenceBleu } from '../metrics/sentenceBleu';
import { tokenise } from '../metrics/tokenise';
import { sampleCaptions, type SampledCaption } from '../beamSearch/sampleCaptions';
import type { Vocabulary } from '../vocabulary/vocabulary';
import type { TrainingImage } from './examples';
import type { SelfCriticalSettings } from './settings';

/** Stands for `<end>` among the words, so that a caption that loses its end loses n-grams. */
const endWord = '<end>';

/** The captions of a step with their weights, and how good the sampled ones were. */
export interface SelfCriticalLesson {
  layout: CaptionLayout;
  /** Mean reward of the sampled captions. */
  reward: number;
}

/**
 * Self-critical sequence training (Rennie et al. 2017): captions are sampled, and learned as much as they are better than
 * what is to be expected, unlearned as much as they are worse. What is to be expected is the mean of the image's other
 * samples (Luo 2020). People's captions are learned beside them, so that the probabilities stay those of language.
 */
export class SelfCriticalTeacher {
  private readonly cider: CiderD;

  /** @param images all that are trained on: how rare an n-gram is follows from their captions */
  constructor(
    images: readonly TrainingImage[],
    private readonly vocabulary: Vocabulary,
    private readonly settings: SelfCriticalSettings,
  ) {
    this.cider = CiderD.ofReferences(images.map((image) => this.references(image)));
  }

  /** @param grids annotation grids of the images [images, locations, D] */
  lesson(
    decoder: Decoder,
    grids: tf.Tensor3D,
    images: readonly TrainingImage[],
    { maxPieces, seed }: { maxPieces: number; seed: number },
  ): SelfCriticalLesson {
    const { samples, likelihood } = this.settings;
    const sampled = sampleCaptions(decoder, grids, { captions: samples, maxPieces, random: seededRandom(seed) });
    const rewards = images.map((image, at) => this.rewards(sampled[at], image));
    const captions = images.map((image, at) => [...sampled[at].map(({ pieces }) => pieces), ...image.captions]);
    const layout = layOutCaptions(captions, maxPieces + 1);
    const weights = new Float32Array(layout.lengths.length);
    images.forEach((image, at) => {
      const first = at * layout.captions;
      const advantages = advantagesOf(rewards[at]);
      weights.set(
        advantages.map((advantage) => (1 - likelihood) * advantage),
        first,
      );
      weights.fill(likelihood, first + samples, first + samples + image.captions.length);
      // A caption that was cut has no `<end>`: none may be learned from it.
      sampled[at].forEach(({ ended, pieces }, sample) => {
        if (!ended) layout.lengths[first + sample] = pieces.length;
      });
    });
    return { layout: { ...layout, weights }, reward: mean(rewards.flat()) };
  }

  private rewards(sampled: readonly SampledCaption[], image: TrainingImage): number[] {
    const { ciderD, bleu, meteor } = this.settings.reward;
    const references = this.references(image);
    const candidates = sampled.map(({ pieces, ended }) => this.words(pieces, ended));
    const ciders = this.cider.score(candidates, references);
    return candidates.map(
      (words, at) =>
        ciderD * ciders[at] + bleu * sentenceBleu(words, references) + meteor * exactMeteor(words, references),
    );
  }

  private references({ captions }: TrainingImage): string[][] {
    return captions.map((pieces) => this.words(pieces, true));
  }

  private words(pieces: readonly number[], ended: boolean): string[] {
    const words = tokenise(this.vocabulary.decode(pieces));
    return ended ? [...words, endWord] : words;
  }
}

/** Each reward less the mean of the others. */
function advantagesOf(rewards: readonly number[]): number[] {
  const sum = rewards.reduce((total, reward) => total + reward, 0);
  return rewards.map((reward) => reward - (sum - reward) / Math.max(1, rewards.length - 1));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
