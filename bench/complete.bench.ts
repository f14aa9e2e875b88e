/**
 * How long one completion takes while a caption is typed, on each backend, the encoder apart: a person types captions
 * that the captioner itself would not write, and each character asks anew, in this process and through the engine's.
 * Captions in a dataset where many others are decided are apart, and captions with capitals, each of whose beginnings is read as it
 * stands and in small letters. Its peers in the same run are one suggestion for the same image, and the limit. Prints one JSON line.
 *
 * Usage: npm run bench -- complete [MODEL_FOLDER]   (a fine-tuned model has a larger vocabulary than the bundled one)
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Captioner } from '../src/captioner/captioner';
import { CompletionSession } from '../src/captioner/completion/completionSession';
import { mostCaptions } from '../src/captioner/completion/decidedCaptions';
import { useBackend } from '../src/engine/backends/backends';
import { EngineClient } from '../src/engine/client/client';
import type { DecideParams } from '../src/engine/protocol/completionProtocol';
import { decodeImages } from '../src/engine/images/imageTensor';

const images = readdirSync('samples')
  .filter((name) => name.endsWith('.jpg'))
  .map((name) => path.resolve('samples', name));
const typed = [
  'two children play with a ball in the garden',
  'a black dog is swimming after a stick',
  'someone photographs the old lighthouse at dusk',
];

const typedWithCapitals = [
  'Two children play with a ball in Hyde Park.',
  'A black Labrador is swimming after a stick.',
  'Someone photographs the Old Lighthouse at dusk.',
];

/** What a completion may take at the 95th percentile, so that nobody waits for it. */
const limitMs = 50;
const model = path.resolve(process.argv[2] ?? path.join('models', 'flickr8k-attention'));

interface Figures {
  suggestionMs: number;
  completionMs: number;
  completion95Ms: number;
  /** Asked as the editor asks: with the engine's process, its queue and its messages between. */
  throughEngineMs: number;
  throughEngine95Ms: number;
  /** The same for captions with capitals. */
  capitals95Ms: number;
  /** The same where 3,000 captions are decided in the dataset. */
  decided95Ms: number;
  isWithinLimit: boolean;
  completionOverSuggestion: number;
  completion95OverSuggestion: number;
}

async function measure(backend: 'tensorflow' | 'wasm'): Promise<Figures | undefined> {
  try {
    await useBackend(backend);
  } catch (error) {
    console.error(`${backend}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  const captioner = await Captioner.open(model);
  const suggestions: number[] = [];
  const completions: number[] = [];
  for (const [at, imagePath] of images.entries()) {
    const image = await decodeImages([imagePath], captioner.imageSize);
    const grid = captioner.encode(image);
    image.dispose();
    const suggestion = timed(() => captioner.suggest(grid));
    const session = new CompletionSession(captioner.bundle, grid);
    const caption = typed[at % typed.length];
    const typing = Array.from(caption, (_, end) => timed(() => session.complete(caption.slice(0, end + 1))));
    session.dispose();
    grid.dispose();
    if (at === 0) continue; // the first image warms up
    suggestions.push(suggestion);
    completions.push(...typing);
  }
  captioner.dispose();
  const suggestionMs = quantile(suggestions, 0.5);
  const completionMs = quantile(completions, 0.5);
  const completion95Ms = quantile(completions, 0.95);
  const throughEngine = await measureThroughEngine(backend, typed);
  const throughEngine95Ms = quantile(throughEngine, 0.95);
  const capitals95Ms = quantile(await measureThroughEngine(backend, typedWithCapitals), 0.95);
  const decided95Ms = quantile(await measureThroughEngine(backend, typed, manyDecided()), 0.95);
  return {
    suggestionMs,
    completionMs,
    completion95Ms,
    throughEngineMs: quantile(throughEngine, 0.5),
    throughEngine95Ms,
    capitals95Ms,
    decided95Ms,
    isWithinLimit: Math.max(throughEngine95Ms, capitals95Ms, decided95Ms) <= limitMs,
    completionOverSuggestion: completionMs / suggestionMs,
    completion95OverSuggestion: completion95Ms / suggestionMs,
  };
}

/** As many captions as completion keeps of a dataset, made of the words of those that are typed. */
function manyDecided(): DecideParams['captions'] {
  const words = typed.flatMap((caption) => caption.split(' '));
  return Array.from({ length: mostCaptions }, (_, at) => ({
    key: String(at),
    imagePath: images[at % images.length],
    text: Array.from({ length: 10 }, (_, place) => words[(at * 7 + place * (1 + (at % 5))) % words.length]).join(' '),
  }));
}

async function measureThroughEngine(
  backend: 'tensorflow' | 'wasm',
  captions: readonly string[],
  decided: DecideParams['captions'] = [],
): Promise<number[]> {
  const client = new EngineClient({
    enginePath: path.resolve('dist', 'engine.js'),
    backend,
    modelDirectory: model,
    log: (line) => console.error(line),
  });
  const times: number[] = [];
  try {
    const dataset = 'bench';
    await client.decide({ dataset, begins: true, captions: decided });
    for (const [at, imagePath] of images.entries()) {
      await client.suggest({ imagePath, priority: 'focus' });
      const caption = captions[at % captions.length];
      for (let end = 1; end <= caption.length; end++) {
        const began = performance.now();
        await client.complete({ imagePath, dataset, typed: caption.slice(0, end) });
        if (at > 0) times.push(performance.now() - began);
      }
    }
  } finally {
    await client.dispose();
  }
  return times;
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)];
}

async function main(): Promise<void> {
  const tensorflow = await measure('tensorflow');
  const wasm = await measure('wasm');
  console.log(JSON.stringify({ bench: 'complete', images: images.length, limitMs, tensorflow, wasm }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
