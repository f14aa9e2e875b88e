import type { CaptionState, ImagesInMemory, NextPieces } from './captionDecoder';

/** What one step makes of plain numbers, row after row; see `writingStep`. */
export interface StepValues {
  logProbabilities: Float32Array;
  attention: Float32Array;
  hidden: Float32Array;
  cell: Float32Array;
}

/** Feeds each row its piece. @param evidence as in `writingStep` */
export type ComputeStep = (state: CaptionState, pieces: Int32Array, evidence: Float32Array | undefined) => StepValues;

/** Keeps account of captions while they are written, whatever computes a step. */
export class WritingMemory implements ImagesInMemory {
  /**
   * @param images how many
   * @param first the first hidden and cell state, side by side [images][2H]
   * @param evidence what each image itself speaks for [images][vocabulary]
   */
  constructor(
    private readonly images: number,
    private readonly first: Float32Array,
    private readonly evidence: Float32Array | undefined,
    private readonly compute: ComputeStep,
    readonly dispose: () => void,
  ) {}

  start(captions: number): CaptionState {
    const size = this.first.length / this.images / 2;
    const rows = Array.from({ length: this.images * captions }, (_, row) => 2 * size * Math.floor(row / captions));
    return {
      hidden: joinRows(rows.map((from) => this.first.subarray(from, from + size))),
      cell: joinRows(rows.map((from) => this.first.subarray(from + size, from + 2 * size))),
      said: rows.map(() => []),
    };
  }

  next(state: CaptionState, pieces: Int32Array, parents?: Int32Array): NextPieces {
    const from = parents ? selectRows(state, parents) : state;
    const said = from.said.map((before, row) => [...before, pieces[row]]);
    const { logProbabilities, attention, hidden, cell } = this.compute(from, pieces, this.unsaid(said));
    return { logProbabilities, attention, state: { hidden, cell, said } };
  }

  /** What still speaks for pieces once each row has said some: for those nothing [rows][vocabulary]. */
  private unsaid(said: readonly (readonly number[])[]): Float32Array | undefined {
    const { evidence, images } = this;
    if (!evidence) return undefined;
    const vocabulary = evidence.length / images;
    const captions = said.length / images;
    const left = new Float32Array(said.length * vocabulary);
    said.forEach((pieces, row) => {
      const image = Math.floor(row / captions) * vocabulary;
      left.set(evidence.subarray(image, image + vocabulary), row * vocabulary);
      for (const piece of pieces) left[row * vocabulary + piece] = 0;
    });
    return left;
  }
}

/** Rows of one length, one after another. */
export function joinRows(rows: readonly Float32Array[]): Float32Array {
  const size = rows[0].length;
  const joined = new Float32Array(rows.length * size);
  rows.forEach((row, at) => joined.set(row, at * size));
  return joined;
}

function selectRows({ hidden, cell, said }: CaptionState, rows: Int32Array): CaptionState {
  const size = hidden.length / said.length;
  const select = (values: Float32Array): Float32Array =>
    joinRows(Array.from(rows, (row) => values.subarray(row * size, (row + 1) * size)));
  return { hidden: select(hidden), cell: select(cell), said: Array.from(rows, (row) => said[row]) };
}
