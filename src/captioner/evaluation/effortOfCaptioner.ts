import { CompletionSession } from '../completion/completionSession';
import type { Decoder } from '../decoder/decoder';
import type { GridSource } from '../training/examples';
import type { ImageCaptions } from '../training/captionedImage';
import type { Vocabulary } from '../vocabulary/vocabulary';
import { actionsWithCompletion, nearestReference, type Completer, type Effort } from './effort';
import { actionsOnFixedSuggestion } from './effortEdits';
import { toEffortForm } from './effortForm';

export interface EffortOptions {
  decoder: Decoder;
  vocabulary: Vocabulary;
  grids: GridSource;
  images: readonly ImageCaptions[];
  /** The first suggestion for each image. */
  suggestions: readonly string[];
  betweenImages?: () => Promise<void>;
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
}

/** Lets a person write the captions of all images. @throws the signal's reason if it is aborted */
export async function effortOfCaptioner(options: EffortOptions): Promise<Effort> {
  const { decoder, vocabulary, grids, images, suggestions } = options;
  let characters = 0;
  let onFixed = 0;
  let withCompletion = 0;
  for (const [at, { image, captions }] of images.entries()) {
    await options.betweenImages?.();
    options.signal?.throwIfAborted();
    const suggestion = toEffortForm(suggestions[at]);
    const reference = nearestReference(
      suggestion,
      captions.map((caption) => toEffortForm(caption)),
    );
    characters += reference.length;
    onFixed += actionsOnFixedSuggestion(suggestion, reference);
    const grid = await grids.grids([image]);
    const session = new CompletionSession(decoder, vocabulary, grid);
    try {
      withCompletion += actionsWithCompletion(suggestion, reference, completerOf(session));
    } finally {
      session.dispose();
      grid.dispose();
    }
    options.onProgress?.(at + 1);
  }
  const per100 = (actions: number): number => (100 * actions) / Math.max(1, characters);
  return {
    images: images.length,
    characters,
    typing: per100(characters),
    fixedSuggestion: per100(onFixed),
    completion: per100(withCompletion),
  };
}

/** The best completion, compared in the form in which effort is counted. */
export function completerOf(session: CompletionSession): Completer {
  return (typed) => {
    const best = session.complete(typed).at(0);
    const proposed = best ? toEffortForm(typed + best.continuation) : typed;
    return proposed.startsWith(typed) ? proposed : typed;
  };
}
