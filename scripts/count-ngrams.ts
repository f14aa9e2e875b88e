/**
 * Counts how the captions of a dataset go on and puts that into a model bundle, for completions; `showtell train` does it by
 * itself, so this is for a model that was made before: `npx tsx scripts/count-ngrams.ts TRAIN.jsonl [--model DIR]`.
 */
import { openModelCheck } from './modelCheck';
import { writeNgrams } from '../src/captioner/bundle/changeBundle';
import { NgramModel } from '../src/captioner/ngrams/ngramModel';
import { toPlainStyle } from '../src/captioner/vocabulary/captionStyle';

async function main(): Promise<void> {
  const { bundle, images } = await openModelCheck('scripts/count-ngrams.ts');
  const captions = images.flatMap((image) => image.captions);
  const counted = captions.map((caption) => ({ pieces: bundle.vocabulary.encode(toPlainStyle(caption)), times: 1 }));
  const model = NgramModel.ofCaptions(counted);
  await writeNgrams(bundle.directory, model);
  console.log(`Counted ${model.rows.next.length} n-grams in ${captions.length} captions.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
