/**
 * Checks what a captioner names: `npx tsx scripts/objects-check.ts DATASET.jsonl [--model DIR] [--images N] [--show N]`. Prints, without
 * and with the names of what its classifier sees, CIDEr-D and BLEU-4, and of the things that two people and more name and that the table
 * knows, how many the captions name; then the same of those that its training captions hardly named, as F1 (Hendricks et al. 2016).
 */
import { captionImages } from '../src/captioner/evaluation/captionImages';
import { bleu, countBleu } from '../src/captioner/metrics/bleu';
import { CiderD } from '../src/captioner/metrics/ciderD';
import { tokenise } from '../src/captioner/metrics/tokenise';
import type { ObjectTable } from '../src/captioner/objects/objectTable';
import { gridsOfFiles, openModelCheck, type ModelCheck } from './modelCheck';
import { countNaming, f1, type Naming } from './objects/naming';

/** Hendricks et al. 2016 left their objects out altogether. */
const newBelow = 10;

async function main(): Promise<void> {
  const check = await openModelCheck('scripts/objects-check.ts');
  const { bundle } = check;
  const { namer, ...withoutNames } = bundle;
  if (!namer) throw new Error(`${bundle.directory} has no names of objects: run scripts/add-objects.ts first.`);
  console.log(['captions', 'CIDEr-D', 'BLEU-4', 'named', 'of', 'new: F1', 'right', 'wrong', 'missed'].join('\t'));
  const plain = await captionsOf(check, withoutNames);
  printRow('without names', check, plain, namer.table);
  const named = await captionsOf(check, bundle);
  printRow('with names', check, named, namer.table);
  const changed = named.flatMap((caption, at) => (caption === plain[at] ? [] : [at]));
  console.log(`${changed.length} of ${named.length} captions differ.`);
  for (const at of changed.slice(0, check.shown))
    console.log(['', plain[at], named[at], check.images[at].captions[0]].join('\n  '));
}

function captionsOf({ bundle, images }: ModelCheck, model: Omit<ModelCheck['bundle'], 'namer'>): Promise<string[]> {
  const grids = gridsOfFiles(
    bundle,
    images.map((image) => image.path),
  );
  return captionImages({ model, grids, images: images.map((_, at) => at) });
}

function printRow(name: string, { images, bundle }: ModelCheck, captions: readonly string[], table: ObjectTable): void {
  const references = images.map((image) => image.captions.map(tokenise));
  const words = captions.map(tokenise);
  const cider = CiderD.ofReferences(references);
  const scores = words.map((one, at) => cider.score([one], references[at])[0]);
  const bleu4 = bleu(words.map((one, at) => countBleu(one, references[at])))[3];
  const all = countNaming(table, words, references);
  const isNew = (object: number): boolean => (bundle.namer?.timesSaid(object) ?? 0) < newBelow;
  const unheard = countNaming(table, words, references, isNew);
  const cells = [percent(mean(scores)), percent(bleu4), percent(share(all)), all.right + all.missed];
  console.log([name, ...cells, f1(unheard).toFixed(3), unheard.right, unheard.wrong, unheard.missed].join('\t'));
}

function share({ right, missed }: Naming): number {
  return right / Math.max(1, right + missed);
}

function percent(value: number): string {
  return (100 * value).toFixed(1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
