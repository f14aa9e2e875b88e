import assert from 'node:assert/strict';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beamSearch } from '../../../src/captioner/beamSearch/beamSearch';
import type { CaptionDecoder } from '../../../src/captioner/decoder/captionDecoder';
import { endPiece } from '../../../src/captioner/vocabulary/vocabulary';

const vocabulary = 6;
const likeliest = vocabulary - 1;
const shape = {
  vocabulary,
  gridChannels: 1,
  annotation: 1,
  attention: 1,
  embedding: 1,
  hidden: 1,
  attends: false,
};

/** Ends a caption gladly after the likeliest piece. @returns also how many rows each step had */
function endingDecoder(): { decoder: CaptionDecoder; rows: number[] } {
  const rows: number[] = [];
  const decoder: CaptionDecoder = {
    shape,
    hasEvidence: false,
    dispose: () => undefined,
    remember: (grids) => ({
      start: (captions) => {
        const all = grids.shape[0] * captions;
        const said = Array.from({ length: all }, () => []);
        return { hidden: new Float32Array(all), cell: new Float32Array(all), said };
      },
      next: (state, pieces, parents) => {
        rows.push(pieces.length);
        const before = parents ? Array.from(parents, (row) => state.said[row]) : state.said;
        const said = before.map((row, at) => [...row, pieces[at]]);
        const logProbabilities = Float32Array.from(said.flatMap((row) => whatComes(row[row.length - 1])));
        const values = new Float32Array(pieces.length);
        return { logProbabilities, attention: new Float32Array(), state: { hidden: values, cell: values, said } };
      },
      dispose: () => undefined,
    }),
  };
  return { decoder, rows };
}

function whatComes(last: number): number[] {
  const ends = last === likeliest ? 0.6 : 0.01;
  return Array.from({ length: vocabulary }, (_, piece) =>
    Math.log(piece === endPiece ? ends : (1 - ends) / vocabulary + piece / 100),
  );
}

describe('The rows of a beam search', () => {
  it('are as many as there are captions to go on with: one in the beginning, none for those that ended', async () => {
    await tf.setBackend('wasm');
    const { decoder, rows } = endingDecoder();
    const grids = tf.zeros<tf.Rank.R3>([2, 1, 1]);
    const found = beamSearch(decoder, grids, { beam: 3, maxPieces: 10, lengthPenalty: 0.8 });
    grids.dispose();
    assert.deepEqual(
      found.map((captions) => captions.length),
      [3, 3],
    );
    assert.equal(rows[0], 2, 'one an image');
    assert.equal(rows[1], 6);
    assert.ok(
      rows.slice(2).every((count) => count < 6),
      rows.join(' '),
    );
  });
});
