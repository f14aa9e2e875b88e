import * as tf from '@tensorflow/tfjs-core';
import { tensorFlow } from '../computing/tensorFlow';
import type { DecoderParameters } from './parameters';
import type { DecoderShape } from './shape';
import { writingWeights } from './writingWeights';

/** What was made of a decoder's weights to write with. */
interface Made {
  /** Of which weights: those that learn are other tensors after each step. */
  of: readonly tf.Tensor[];
  tensors: Record<string, tf.Tensor>;
  /** How many still need it. */
  users: number;
}

/** Keeps what a decoder writes with from one caption to the next, for as long as its weights are the same. */
export class KeptWeights {
  private made: Made | undefined;

  constructor(
    private readonly parameters: DecoderParameters,
    private readonly shape: DecoderShape,
  ) {}

  /** @returns all weights, as `rememberGrids` and `writingStep` take them, until the caller calls `free` */
  use(): { weights: DecoderParameters; free: () => void } {
    const now = Object.values(this.parameters);
    if (!this.made?.of.every((tensor, at) => tensor === now[at])) {
      this.forget();
      const tensors = tf.tidy(() => writingWeights<tf.Tensor>(tensorFlow, this.parameters, this.shape));
      this.made = { of: now, tensors, users: 1 };
    }
    const { made } = this;
    made.users += 1;
    return { weights: { ...this.parameters, ...made.tensors }, free: () => release(made) };
  }

  /** Keeps nothing any more but what is in use. */
  forget(): void {
    if (this.made) release(this.made);
    this.made = undefined;
  }
}

function release(made: Made): void {
  made.users -= 1;
  if (made.users === 0) tf.dispose(made.tensors);
}
