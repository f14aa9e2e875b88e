import type { Operations, Weights } from '../computing/operations';

/**
 * What the decoder says of the next piece; the output matrix is the embedding's (Press and Wolf 2017).
 * @param input [rows, H + P] (or [rows, H]): hidden state and gated context
 * @param transposed the embedding with its rows as columns, where somebody keeps it
 * @returns logits [rows, vocabulary] and the projection [rows, M] that they come from
 */
export function pieceLogits<Value>(
  operations: Operations<Value>,
  weights: Weights<Value>,
  input: Value,
  transposed?: Value,
): { logits: Value; projected: Value } {
  const projected = operations.linear(input, weights['output/kernel'], weights['output/bias']);
  const bias = weights['output/pieceBias'];
  const logits =
    transposed === undefined
      ? operations.add(operations.matMulTransposed(projected, weights.embedding), bias)
      : operations.linear(projected, transposed, bias);
  return { logits, projected };
}
