/**
 * What a fine-tune learns of pictures that the bundled model has never seen the like of, captioned by people: satellite pictures
 * (RSICD) and a shop's (Fashion Product Images). Each part is learned as the editor does it, and unseen pictures are captioned
 * before and after.
 *
 *   npm run bench -- domains FOLDER [--part rsicd-500] [--beside EARLIER.jsonl] [--keep FOLDER]
 *
 * FOLDER holds `rsicd/` and `fashion/`, each with `images/`, `learn-*.jsonl` and `unseen.jsonl`. Prints a JSON line a part, then a
 * table with 95 % bootstrap intervals over the pictures; `--beside` puts the lines of an earlier run beside it, `--keep` writes
 * the captions of the unseen pictures there. `named` is the kind of place, or the colour where the title says one.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { closeBundle } from '../src/captioner/bundle/graphBundle';
import { openBundle, type OpenBundle } from '../src/captioner/bundle/openBundle';
import { captionImages } from '../src/captioner/evaluation/captionImages';
import { readDatasetFile } from '../src/dataset/document/file';
import { seededRandom, shuffle } from '../src/dataset/collections/random';
import { useBackend } from '../src/engine/backends/backends';
import { prepareImages, type PreparedImages } from '../src/engine/jobs/datasetImages';
import { featureCacheFolder } from '../src/engine/jobs/featureCache';
import { fineTuneJob } from '../src/engine/jobs/fineTuneJob';
import { scoreDomain, type DomainScores } from './domains/score';
import { domainTable, readResults, type PartResult } from './domains/table';
import { colourOfArticle, coloursIn, kindOfPlace, placesIn, type Named } from './domains/whatIsNamed';

const bundled = path.resolve('models', 'flickr8k-attention');

/** A part of a set that is learned. */
interface Part {
  name: string;
  set: 'rsicd' | 'fashion';
  file: string;
  /** Of the file's pictures so many, drawn by chance with this seed. */
  draw?: { images: number; seed: number };
}

const parts: readonly Part[] = [
  { name: 'rsicd-500', set: 'rsicd', file: 'learn-500.jsonl' },
  { name: 'rsicd-200', set: 'rsicd', file: 'learn-200.jsonl' },
  { name: 'rsicd-50', set: 'rsicd', file: 'learn-50.jsonl' },
  ...[1, 2, 3].map((seed): Part => ({
    name: `rsicd-draw-${seed}`,
    set: 'rsicd',
    file: 'learn-all.jsonl',
    draw: { images: 50, seed },
  })),
  { name: 'fashion-200', set: 'fashion', file: 'learn-200.jsonl' },
  { name: 'fashion-50', set: 'fashion', file: 'learn-50.jsonl' },
];

const naming: Record<Part['set'], { right: Named; said: (caption: string) => Set<string> }> = {
  rsicd: { right: kindOfPlace, said: placesIn },
  fashion: { right: colourOfArticle, said: coloursIn },
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { part: { type: 'string', multiple: true }, beside: { type: 'string' }, keep: { type: 'string' } },
  });
  const [folder] = positionals;
  const asked = values.part ?? parts.map(({ name }) => name);
  const unknown = asked.find((name) => parts.every((part) => part.name !== name));
  if (folder === undefined || unknown !== undefined)
    throw new Error(
      `Name the folder with rsicd/ and fashion/, and parts of: ${parts.map(({ name }) => name).join(', ')}.`,
    );
  await useBackend('tensorflow');
  const base = await openBundle(bundled);
  const results: PartResult[] = [];
  const work = await mkdtemp(path.join(os.tmpdir(), 'showtell-bench-domains-'));
  try {
    for (const part of parts.filter(({ name }) => asked.includes(name))) {
      const result = await learnPart(part, path.join(folder, part.set), base, path.join(work, part.name), values.keep);
      console.log(JSON.stringify(result));
      results.push(result);
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const earlier = values.beside === undefined ? [] : readResults(await readFile(values.beside, 'utf8'));
  console.error(domainTable(results, earlier));
}

async function learnPart(
  part: Part,
  folder: string,
  base: OpenBundle,
  work: string,
  keep: string | undefined,
): Promise<PartResult> {
  const cache = process.env.SHOWTELL_BENCH_CACHE;
  const datasetPath = path.join(folder, part.file);
  const { rows, captions: learned } = await rowsOf(datasetPath, part.draw);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const { model, report } = await fineTuneJob(
    {
      datasetPath,
      rows,
      baseModel: bundled,
      out: path.join(work, 'model'),
      seed: 1,
      workFolder: path.join(work, 'work'),
      resume: false,
      samplesFolder: path.resolve('samples'),
      cache,
    },
    {
      report: ({ phase, step, loss, validationLoss }) => {
        if (phase === 'training' && step % 10 === 0)
          console.error(`${part.name} step ${step}: ${loss?.toFixed(3)} ${validationLoss?.toFixed(3)}`);
      },
      giveWay: () => Promise.resolve(),
      signal: new AbortController().signal,
    },
  );
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const features = await featureCacheFolder(base.description.encoder.weights.sha256, cache);
  const unseen = await prepareImages([path.join(folder, 'unseen.jsonl')], 'all', features, base.encoder, {});
  const tuned = await openBundle(model.directory);
  try {
    const before = await captionUnseen(base, unseen);
    const after = await captionUnseen(tuned, unseen);
    if (keep !== undefined) await keepCaptions(path.join(keep, `${part.name}.jsonl`), unseen, before, after);
    return {
      part: part.name,
      learned: learned.length,
      before: score(before, unseen, learned, part.set),
      after: score(after, unseen, learned, part.set),
      steps: report.curves[0].points.at(-1)?.step ?? 0,
      replay: report.curves[0].replay,
      verdict: report.verdict,
      seconds,
      cpuSeconds: (user + system) / 1e6,
    };
  } finally {
    closeBundle(tuned);
    await unseen.close();
  }
}

/** The lines of a dataset, all or some of them by chance, and their captions: of pictures that are drawn, one each. */
async function rowsOf(datasetPath: string, draw: Part['draw']): Promise<{ rows: string; captions: string[] }> {
  const { lines } = await readDatasetFile(datasetPath);
  const random = seededRandom(draw?.seed ?? 0);
  const all = lines.flatMap(({ row, captions = [] }) => {
    if (!row) return [];
    const texts = [row.text, ...captions].filter((text) => text !== '');
    return [{ fileName: row.fileName, text: draw ? shuffle(texts, random)[0] : texts[0] }];
  });
  const chosen = draw ? shuffle(all, random).slice(0, draw.images) : all;
  const rows = chosen.map(({ fileName, text }) => JSON.stringify({ file_name: fileName, text, status: 'written' }));
  return { rows: `${rows.join('\n')}\n`, captions: chosen.map(({ text }) => text) };
}

function captionUnseen(model: OpenBundle, { datasets, grids }: PreparedImages): Promise<string[]> {
  return captionImages({ model, grids, images: datasets[0].images.map(({ image }) => image) });
}

function score(
  captions: readonly string[],
  { datasets }: PreparedImages,
  learned: readonly string[],
  set: Part['set'],
): DomainScores {
  const { right, said } = naming[set];
  const [{ images, fileNames }] = datasets;
  return scoreDomain(
    captions,
    images.map((one) => one.captions),
    learned,
    images.map((one, at) => ({
      right: right(one.captions, path.basename(fileNames[at])),
      said: said(captions[at]),
    })),
  );
}

async function keepCaptions(
  file: string,
  { datasets, paths }: PreparedImages,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const lines = datasets[0].images.map(({ image, captions }, at) =>
    JSON.stringify({ image: paths[image], before: before[at], after: after[at], people: captions }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
