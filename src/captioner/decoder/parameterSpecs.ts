import type { DecoderShape } from './shape';

type Start = 'zero' | 'fan' | 'embedding';

interface ParameterSpec {
  shape: number[];
  start: Start;
}

/** Every weight of a decoder of this shape, with its dimensions (see `DecoderShape` for the letters). */
export function parameterSpecs(shape: DecoderShape): Record<string, ParameterSpec> {
  const { vocabulary, gridChannels: D, annotation: P, attention: Q, embedding: M, hidden: H } = shape;
  const specs: Record<string, ParameterSpec> = {
    'image/kernel': { shape: [D, P], start: 'fan' },
    'image/bias': { shape: [P], start: 'zero' },
    'start/kernel': { shape: [P, 2 * H], start: 'fan' },
    'start/bias': { shape: [2 * H], start: 'zero' },
    embedding: { shape: [vocabulary, M], start: 'embedding' },
    'lstm/fromPiece': { shape: [M, 4 * H], start: 'fan' },
    'lstm/fromImage': { shape: [P, 4 * H], start: 'fan' },
    'lstm/fromState': { shape: [shape.attends ? P + H : H, 4 * H], start: 'fan' },
    'lstm/bias': { shape: [4 * H], start: 'zero' },
    'output/kernel': { shape: [shape.attends ? H + P : H, M], start: 'fan' },
    'output/bias': { shape: [M], start: 'zero' },
    'output/pieceBias': { shape: [vocabulary], start: 'zero' },
  };
  if (!shape.attends) return specs;
  return {
    ...specs,
    'annotation/kernel': { shape: [D, P], start: 'fan' },
    'annotation/bias': { shape: [P], start: 'zero' },
    'attention/key': { shape: [P, Q], start: 'fan' },
    'attention/keyBias': { shape: [Q], start: 'zero' },
    /** The query (Q) and the gate over the context (P), both from the hidden state. */
    'attention/fromHidden': { shape: [H, Q + P], start: 'fan' },
    'attention/gateBias': { shape: [P], start: 'zero' },
    'attention/score': { shape: [Q, 1], start: 'fan' },
  };
}

/** The dimensions of every weight of a decoder of this shape. */
export function decoderWeightShapes(shape: DecoderShape): Record<string, number[]> {
  return Object.fromEntries(Object.entries(parameterSpecs(shape)).map(([name, spec]) => [name, spec.shape]));
}
