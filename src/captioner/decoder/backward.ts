import * as tf from '@tensorflow/tfjs-core';
import type { CaptionBatch } from './captionBatch';
import { attendBackward, keyGradient, type KeyPull } from './attention';
import { lstmStepBackward } from './lstm';
import { stepMask, type ForwardPass } from './forward';
import type { DecoderParameters } from './parameters';
import type { PieceLoss } from './pieceLoss';
import { rememberBackward, type BatchGradients } from './memoryBackward';
import type { DecoderShape } from './shape';

/** What one step gives back: to the step before it (`hidden`, `cell`), and to the weights. */
type OneStep = {
  gates: tf.Tensor2D;
  hidden: tf.Tensor2D;
  cell: tf.Tensor2D;
  attention?: { fromHidden: tf.Tensor2D; context: tf.Tensor2D; score: tf.Tensor2D; pull?: KeyPull };
};

/** What the steps give back, last step first. */
interface StepGradients {
  gates: tf.Tensor2D[];
  fromHidden: tf.Tensor2D[];
  context: tf.Tensor2D[];
  score?: tf.Tensor2D;
  pull?: KeyPull;
}

/**
 * Backpropagation through time. Only what flows from step to step is computed in the loop; the gradients of the
 * weights are single products over all steps afterwards.
 */
export function backward(
  parameters: DecoderParameters,
  shape: DecoderShape,
  batch: CaptionBatch,
  pass: ForwardPass,
  output: PieceLoss,
  lookEverywhere: number,
): BatchGradients {
  const rows = batch.grids.shape[0] * batch.captions;
  const perStep = scatterToSteps(output.input, pass.counted, batch.steps, rows);
  const [hiddenPart, contextPart] = shape.attends
    ? tf.split(perStep, [shape.hidden, shape.annotation], 1)
    : [perStep, undefined];
  const outputHidden = tf.split(pass.outputDropout ? tf.mul(hiddenPart, pass.outputDropout) : hiddenPart, batch.steps);
  const outputContext = contextPart && tf.split(contextPart, batch.steps);
  const attentionPull = attentionSumGradient(pass, batch, lookEverywhere);

  const fromStateTransposed = tf.transpose(parameters['lstm/fromState']) as tf.Tensor2D;
  const { attention } = pass.remembered.memory;
  const transposed = attention && {
    annotations: tf.transpose(attention.annotations, [0, 2, 1]),
    fromHidden: tf.transpose(parameters['attention/fromHidden'] as tf.Tensor2D),
  };

  const collected: StepGradients = { gates: [], fromHidden: [], context: [] };
  let hidden: tf.Tensor2D = tf.zeros([rows, shape.hidden]);
  let cell: tf.Tensor2D = tf.zeros([rows, shape.hidden]);
  for (let at = batch.steps - 1; at >= 0; at--) {
    const step = pass.steps[at];
    const previousCell = (at > 0 ? pass.steps[at - 1].lstm.cell : pass.start.cell) as tf.Tensor2D;
    const result = tf.tidy((): OneStep => {
      const lstm = lstmStepBackward(step.lstm, previousCell, tf.add(hidden, outputHidden[at]), cell);
      const stateInput = tf.matMul(lstm.gates, fromStateTransposed);
      if (!step.attention || !transposed || !outputContext) {
        return { gates: lstm.gates, cell: lstm.previousCell, hidden: stateInput as tf.Tensor2D };
      }
      const [contextFromState, hiddenFromState] = tf.split(
        stateInput,
        [shape.annotation, shape.hidden],
        1,
      ) as tf.Tensor2D[];
      const { look, gate } = step.attention;
      const gatedContext = tf.add(contextFromState, outputContext[at]);
      const context = tf.mul(gatedContext, gate) as tf.Tensor2D;
      const gateSum = tf.mul(
        tf.mul(gatedContext, tf.reshape(look.context, [rows, shape.annotation])),
        tf.mul(gate, tf.sub(1, gate)),
      );
      const pulled = attentionPull ? tf.mul(attentionPull, stepMask(batch, at)) : tf.zerosLike(look.weights);
      const looked = attendBackward(
        look,
        transposed.annotations,
        parameters['attention/score'] as tf.Tensor2D,
        tf.reshape(context, look.context.shape as [number, number, number]),
        pulled as tf.Tensor3D,
        pass.remembered.projected !== undefined,
      );
      const fromHidden = tf.concat([tf.reshape(looked.query, [rows, shape.attention]), gateSum], 1) as tf.Tensor2D;
      return {
        gates: lstm.gates,
        cell: lstm.previousCell,
        hidden: tf.add(hiddenFromState, tf.matMul(fromHidden, transposed.fromHidden)) as tf.Tensor2D,
        attention: {
          fromHidden,
          context,
          score: collected.score ? tf.add(collected.score, looked.score) : looked.score,
          pull: collected.pull && looked.pull ? addPulls(collected.pull, looked.pull) : looked.pull,
        },
      };
    });
    collected.gates.push(result.gates);
    if (result.attention) {
      collected.fromHidden.push(result.attention.fromHidden);
      collected.context.push(result.attention.context);
      collected.score = result.attention.score;
      collected.pull = result.attention.pull;
    }
    hidden = result.hidden;
    cell = result.cell;
  }
  const memory = rememberBackward(parameters, shape, batch, pass, {
    gates: tf.addN(collected.gates),
    start: tf.concat([hidden, cell], 1) as tf.Tensor2D,
    context: collected.context.toReversed(),
    keys: collected.pull && keyGradient(collected.pull, parameters['attention/score'] as tf.Tensor2D),
  });
  return {
    gradients: { ...weightGradients(parameters, shape, batch, pass, output, collected), ...memory.gradients },
    ofGrids: memory.ofGrids,
  };
}

function addPulls(one: KeyPull, other: KeyPull): KeyPull {
  return { scores: tf.add(one.scores, other.scores), squared: tf.add(one.squared, other.squared) };
}

/** The gradients of the weights that are used at every step. */
function weightGradients(
  parameters: DecoderParameters,
  shape: DecoderShape,
  batch: CaptionBatch,
  pass: ForwardPass,
  output: PieceLoss,
  collected: StepGradients,
): DecoderParameters {
  const gates = tf.concat(collected.gates.toReversed()) as tf.Tensor2D;
  const stateInputs = tf.concat(pass.steps.map((step) => step.stateInput)) as tf.Tensor2D;
  const embedded = tf.matMul(gates, tf.transpose(parameters['lstm/fromPiece']) as tf.Tensor2D);
  const looked = pass.embeddingDropout ? tf.mul(embedded, pass.embeddingDropout) : embedded;
  const gradients: DecoderParameters = {
    ...output.parameters,
    embedding: tf.add(
      output.parameters.embedding,
      scatterToPieces(looked as tf.Tensor2D, batch.inputs, shape.vocabulary),
    ),
    'lstm/fromState': tf.matMul(tf.transpose(stateInputs), gates),
    'lstm/fromPiece': tf.matMul(tf.transpose(pass.embedded), gates),
    'lstm/bias': tf.sum(gates, 0),
  };
  if (collected.fromHidden.length === 0 || !collected.score) return gradients;
  const fromHidden = tf.concat(collected.fromHidden.toReversed()) as tf.Tensor2D;
  const previousHidden = tf.concat([
    pass.start.hidden,
    ...pass.steps.slice(0, -1).map((step) => step.lstm.hidden),
  ]) as tf.Tensor2D;
  return {
    ...gradients,
    'attention/fromHidden': tf.matMul(tf.transpose(previousHidden), fromHidden),
    'attention/gateBias': tf.sum(tf.slice(fromHidden, [0, shape.attention]), 0),
    'attention/score': collected.score,
  };
}

/**
 * The gradient of the doubly stochastic term, weight · mean (1 − Σ_t α_t)² over captions and locations: the same at
 * every step.
 */
function attentionSumGradient(
  { attentionSum }: ForwardPass,
  { lengths }: CaptionBatch,
  weight: number,
): tf.Tensor3D | undefined {
  if (!attentionSum || weight === 0) return undefined;
  const captions = lengths.reduce((count, length) => count + (length > 0 ? 1 : 0), 0);
  return tf.mul(tf.sub(attentionSum, 1), (2 * weight) / (captions * attentionSum.shape[2]));
}

/** Puts the rows that count back at their place among all steps, zeros elsewhere: [counted, n] → [steps · rows, n]. */
function scatterToSteps(values: tf.Tensor2D, counted: Int32Array, steps: number, rows: number): tf.Tensor2D {
  const withZeros = tf.concat([values, tf.zeros([1, values.shape[1]])]);
  const places = new Int32Array(steps * rows).fill(counted.length);
  counted.forEach((place, at) => (places[place] = at));
  return tf.gather(withZeros, tf.tensor1d(places, 'int32')) as tf.Tensor2D;
}

/** Sums rows by the piece that they are the gradient of. In JavaScript: the WASM backend has no segment sum. */
function scatterToPieces(values: tf.Tensor2D, pieces: Int32Array, vocabulary: number): tf.Tensor2D {
  const size = values.shape[1];
  const rows = values.dataSync();
  const sums = new Float32Array(vocabulary * size);
  pieces.forEach((piece, row) => {
    for (let at = 0; at < size; at++) sums[piece * size + at] += rows[row * size + at];
  });
  return tf.tensor2d(sums, [vocabulary, size]);
}
