import type { Operations, Weights } from '../computing/operations';
import type { DecoderShape } from './shape';

/** The embedding with its rows as columns, which all steps multiply with [M, vocabulary]. */
export const transposedEmbedding = 'embedding/transposed';

/**
 * The weights as they are written with, in which is computed once what each step would compute again. What is compared by attention is
 * twice as large and goes through a sigmoid: tanh(x) is 2σ(2x) − 1, and the softmax over the locations forgets the −1 that all have.
 * @returns those that are other ones than the decoder's own
 */
export function writingWeights<Value>(
  operations: Operations<Value>,
  weights: Weights<Value>,
  { attends, attention, annotation }: DecoderShape,
): Record<string, Value> {
  const embedding = { [transposedEmbedding]: operations.transpose(weights.embedding) };
  if (!attends) return embedding;
  const twice = (value: Value): Value => operations.add(value, value);
  const [query, gate] = operations.split(weights['attention/fromHidden'], [attention, annotation], 1);
  return {
    ...embedding,
    'attention/key': twice(weights['attention/key']),
    'attention/keyBias': twice(weights['attention/keyBias']),
    'attention/fromHidden': operations.concat([twice(query), gate], 1),
    'attention/score': twice(weights['attention/score']),
  };
}
