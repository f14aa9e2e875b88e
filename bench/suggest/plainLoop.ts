/** Captions images that its parent names: onnxruntime-node, sharp, and a beam search as short as it can be. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { endPiece, startPiece, Vocabulary, vocabularySchema } from '../../src/captioner/vocabulary/vocabulary';

const [folder, model] = process.argv.slice(2);
const beams = 5;
const mostPieces = 40;
const lengthPenalty = 0.8;

interface Beam {
  pieces: number[];
  logProbability: number;
  row: number;
}

async function main(): Promise<void> {
  sharp.concurrency(1);
  const open = (name: string): Promise<InferenceSession> =>
    InferenceSession.create(path.join(folder, `${name}.onnx`), { intraOpNumThreads: 1 });
  const [encoder, memory, step] = [await open('encoder'), await open('memory'), await open('step')];
  const file = readFileSync(path.join(model, 'vocabulary.json'), 'utf8');
  const vocabulary = Vocabulary.fromData(vocabularySchema.parse(JSON.parse(file)));
  process.on('message', (image: string) => {
    void caption(image).then((text) => process.send?.({ caption: text }));
  });

  async function caption(image: string): Promise<string> {
    const size = Number(encoder.inputMetadata[0].isTensor && encoder.inputMetadata[0].shape[1]);
    const pixels = await sharp(image, { autoOrient: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(size, size, { fit: 'fill', kernel: 'lanczos3' })
      .raw()
      .toBuffer();
    const { grids } = await encoder.run({
      images: new Tensor('float32', new Float32Array(pixels), [1, size, size, 3]),
    });
    const { start, imageGates, annotations, keys } = await memory.run({ grids });
    const [hidden, cell] = [await halfOf(start, 0), await halfOf(start, 1)];
    return search({ imageGates, annotations, keys }, hidden, cell);
  }

  async function search(fixed: Record<string, Tensor>, first: Float32Array, firstCell: Float32Array): Promise<string> {
    const size = first.length;
    let going: Beam[] = [{ pieces: [], logProbability: 0, row: 0 }];
    let [hiddens, cells] = [first, firstCell];
    const ended: { pieces: number[]; score: number }[] = [];
    for (let at = 0; at <= mostPieces && going.length > 0 && ended.length < beams; at++) {
      const rows = going.length;
      const [hidden, cell] = [hiddens, cells].map((values) => {
        const chosen = new Float32Array(rows * size);
        going.forEach(({ row }, place) => chosen.set(values.subarray(row * size, (row + 1) * size), place * size));
        return new Tensor('float32', chosen, [rows, size]);
      });
      const pieces = Int32Array.from(going, (beam) => beam.pieces.at(-1) ?? startPiece);
      const made = await step.run({ ...fixed, hidden, cell, pieces: new Tensor('int32', pieces, [rows]) });
      [hiddens, cells] = [await values(made.nextHidden), await values(made.nextCell)];
      const said = await values(made.logProbabilities);
      const next: Beam[] = [];
      for (let row = 0; row < rows; row++) {
        for (let piece = 0; piece < vocabulary.size; piece++) {
          const logProbability = going[row].logProbability + said[row * vocabulary.size + piece];
          if (next.length === beams && logProbability <= next[beams - 1].logProbability) continue;
          next.push({ pieces: [...going[row].pieces, piece], logProbability, row });
          next.sort((one, other) => other.logProbability - one.logProbability);
          next.length = Math.min(beams, next.length);
        }
      }
      for (const { pieces: all, logProbability } of next)
        if (all.at(-1) === endPiece) ended.push({ pieces: all, score: logProbability / all.length ** lengthPenalty });
      going = next.filter(({ pieces: all }) => all.at(-1) !== endPiece);
    }
    const [best] = ended.sort((one, other) => other.score - one.score);
    return vocabulary.decode(best?.pieces ?? []);
  }
}

async function values(tensor: Tensor): Promise<Float32Array> {
  const data = await tensor.getData();
  if (!(data instanceof Float32Array)) throw new TypeError('A graph gave no float32.');
  return data;
}

async function halfOf(tensor: Tensor, half: 0 | 1): Promise<Float32Array> {
  const both = await values(tensor);
  return both.slice((half * both.length) / 2, ((half + 1) * both.length) / 2);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
