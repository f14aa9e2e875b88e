/**
 * What of captioning in the editor costs most, and what choosing among a suggestion's candidates saves: a person who sees that
 * another candidate is right for longer takes that one, which is one key, and goes on with completion from there.
 *
 *   npm run bench -- candidates VAL.jsonl [IMAGES]
 *
 * `editor` is without candidates, `withCandidates` with them; each in actions for 100 characters, by what they are for. `right`
 * is how often which candidate was right for longest. Prints one JSON line.
 */
import path from 'node:path';
import * as z from 'zod';
import {
  actionsSchema,
  addActions,
  completionActions,
  noActions,
  sumOfActions,
  type Actions,
  type Completer,
} from '../src/captioner/evaluation/completionActions';
import { commonPrefix } from '../src/captioner/evaluation/commonPrefix';
import { captionText } from '../src/captioner/captionText';
import { toEffortForm } from '../src/captioner/evaluation/effortForm';
import { wantedCaption } from '../src/captioner/evaluation/effort';
import { completerOf } from '../src/captioner/evaluation/effortOfCaptioner';
import { beamSearchImages } from '../src/captioner/evaluation/beamSearchImages';
import { CompletionSession } from '../src/captioner/completion/completionSession';
import { useBackend } from '../src/engine/backends/backends';
import { withModelOnDataset } from '../src/engine/jobs/modelOnDataset';

const argumentsSchema = z.tuple([
  z.string({ error: 'Name the dataset: npm run bench -- candidates VAL.jsonl' }),
  z.coerce.number().int().positive(),
]);
const model = path.resolve('models', 'flickr8k-attention');

interface Cost {
  characters: number;
  editor: Actions;
  withCandidates: Actions;
  /** Taking a candidate is one key. */
  taken: number;
}

async function main(): Promise<void> {
  const [file, images] = argumentsSchema.parse([process.argv.at(2), process.argv.at(3) ?? '200']);
  await useBackend('auto');
  const context = {
    report: () => undefined,
    giveWay: () => Promise.resolve(),
    signal: new AbortController().signal,
  };
  await withModelOnDataset({ model, datasetPath: path.resolve(file), images }, context, async (bundle, prepared) => {
    const [{ images: captioned }] = prepared.datasets;
    const places = captioned.map(({ image }) => image);
    const cost: Cost = { characters: 0, editor: noActions(), withCandidates: noActions(), taken: 0 };
    const right: number[] = [];
    const candidates: string[][] = [];
    await beamSearchImages(places, { model: bundle, grids: prepared.grids }, (found) => {
      for (const hypotheses of found)
        candidates.push(hypotheses.map(({ nodes }) => toEffortForm(captionText(nodes, bundle.vocabulary))));
    });
    for (const [at, { image, captions }] of captioned.entries()) {
      const grid = await prepared.grids.grids([image]);
      const session = new CompletionSession(bundle, grid);
      try {
        const reference = wantedCaption(candidates[at][0] ?? '', captions);
        const chosen = simulate(candidates[at], reference, completerOf(session), cost);
        right[chosen] = (right[chosen] ?? 0) + 1;
      } finally {
        session.dispose();
        grid.dispose();
      }
    }
    const per100 = (count: number): number => Number(((100 * count) / cost.characters).toFixed(2));
    const byKind = (actions: Actions): object =>
      Object.fromEntries(actionsSchema.keyof().options.map((kind) => [kind, per100(actions[kind])]));
    const editor = sumOfActions(cost.editor);
    const withCandidates = sumOfActions(cost.withCandidates) + cost.taken;
    console.log(
      JSON.stringify({
        bench: 'candidates',
        images: captioned.length,
        editor: { all: per100(editor), ...byKind(cost.editor) },
        withCandidates: { all: per100(withCandidates), ...byKind(cost.withCandidates), taken: per100(cost.taken) },
        ratio: withCandidates / editor,
        right,
      }),
    );
  });
}

/** Adds what an image takes. @returns which candidate is right for longest, the first of them */
function simulate(candidates: readonly string[], reference: string, complete: Completer, cost: Cost): number {
  const lengths = candidates.map((candidate) => commonPrefix(candidate, reference));
  const chosen = Math.max(0, lengths.indexOf(Math.max(...lengths)));
  const actionsFrom = (candidate: number): Actions =>
    completionActions(candidates[candidate] ?? '', reference, complete, 'editor');
  const first = actionsFrom(0);
  cost.characters += reference.length;
  addActions(cost.editor, first);
  addActions(cost.withCandidates, chosen === 0 ? first : actionsFrom(chosen));
  if (chosen > 0) cost.taken++;
  return chosen;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
