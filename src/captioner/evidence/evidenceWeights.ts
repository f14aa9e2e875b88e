import type * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';

/** The weights that evidence is computed with, by name. */
export type EvidenceWeights = Record<'mean' | 'deviation' | 'kernel' | 'bias', tf.Tensor>;

/** @param channels of an image's vector: see `imageVectors` */
export function evidenceWeightShapes(channels: number, pieces: number): Record<keyof EvidenceWeights, number[]> {
  return { mean: [channels], deviation: [channels], kernel: [channels, pieces], bias: [pieces] };
}

export const evidencePiecesSchema = z.array(z.int().nonnegative()).min(1).max(10_000);
