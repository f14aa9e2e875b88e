import type { Operations, Weights } from '../computing/operations';
import { linear } from '../computing/operations';

/**
 * What the decoder says of the next piece; the output matrix is the embedding's (Press and Wolf 2017).
 * @param input [rows, H + P] (or [rows, H]): hidden state and gated context
 * @returns logits [rows, vocabulary] and the projection [rows, M] that they come from
 */
export function pieceLogits<Value>(
  operations: Operations<Value>,
  weights: Weights<Value>,
  input: Value,
): { logits: Value; projected: Value } {
  const projected = linear(operations, input, weights['output/kernel'], weights['output/bias']);
  const logits = operations.matMulTransposed(projected, weights.embedding);
  return { logits: operations.add(logits, weights['output/pieceBias']), projected };
}
