/**
 * Whether the editor stays as fast while a fine-tune runs: suggestions and completions through the editor's engine, with and
 * without a fine-tune beside it in a process of its own, as the editor starts it. Rounds of both alternate, so that a machine
 * that gets slower slows both. Needs `npm run build`. Prints one JSON line.
 *
 *   npm run bench -- whileLearning
 */
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EngineClient } from '../src/engine/client/client';

const rounds = 3;
const model = path.resolve('models', 'flickr8k-attention');
const typed = 'somebody photographs the old lighthouse at dusk';

interface Times {
  suggestion: number[];
  completion: number[];
}

function openEngine(lowPriority: boolean): EngineClient {
  return new EngineClient({
    enginePath: path.resolve('dist', 'engine.js'),
    backend: 'auto',
    modelDirectory: model,
    log: (line) => console.error(line),
    lowPriority,
  });
}

/** What somebody waits for on each image: its suggestion, and a completion after each character. */
async function work(editor: EngineClient, images: readonly string[], times: Times): Promise<void> {
  for (const imagePath of images) {
    let began = performance.now();
    await editor.suggest({ imagePath, priority: 'focus' });
    times.suggestion.push(performance.now() - began);
    for (let end = 1; end <= typed.length; end++) {
      began = performance.now();
      await editor.complete({ imagePath, typed: typed.slice(0, end) });
      times.completion.push(performance.now() - began);
    }
  }
}

/** Works while a fine-tune is in the midst of its steps, and ends that then. */
async function workWhileLearning(
  editor: EngineClient,
  images: readonly string[],
  folder: string,
  times: Times,
): Promise<void> {
  const learner = openEngine(true);
  const stop = new AbortController();
  const out = path.join(folder, `model-${Date.now()}`);
  const params = { datasetPath: path.join(folder, 'metadata.jsonl'), baseModel: model, out, seed: 1, steps: 100_000 };
  const learns = new Promise<void>((resolve, reject) => {
    const report = ({ phase }: { phase: string }): void => {
      if (phase === 'training') resolve();
    };
    const workFolder = path.join(folder, 'work');
    learner.fineTune({ ...params, workFolder, resume: false }, report, stop.signal).catch(reject);
  });
  await learns;
  await work(editor, images, times);
  stop.abort();
  await learner.dispose();
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)];
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-bench-learning-'));
  const editor = openEngine(false);
  try {
    const names = (await readdir('samples')).filter((name) => name.endsWith('.jpg'));
    for (const name of names) await cp(path.join('samples', name), path.join(folder, name));
    const rows = names.map(
      (name) =>
        `${JSON.stringify({ file_name: name, text: `a picture of ${path.parse(name).name}`, status: 'written' })}\n`,
    );
    await writeFile(path.join(folder, 'metadata.jsonl'), rows.join(''));
    const images = names.slice(0, 6).map((name) => path.resolve('samples', name));
    const [alone, beside]: Times[] = [
      { suggestion: [], completion: [] },
      { suggestion: [], completion: [] },
    ];
    // What an engine keeps of an image is there in both cases.
    await work(editor, images, { suggestion: [], completion: [] });
    for (let round = 0; round < rounds; round++) {
      await work(editor, images, alone);
      await workWhileLearning(editor, images, folder, beside);
    }
    const of = (kind: keyof Times) => ({
      aloneMs: quantile(alone[kind], 0.5),
      alone95Ms: quantile(alone[kind], 0.95),
      besideMs: quantile(beside[kind], 0.5),
      beside95Ms: quantile(beside[kind], 0.95),
      besideOverAlone: quantile(beside[kind], 0.5) / quantile(alone[kind], 0.5),
    });
    console.log(JSON.stringify({ bench: 'whileLearning', suggestion: of('suggestion'), completion: of('completion') }));
  } finally {
    await editor.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
