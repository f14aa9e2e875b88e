import type { CaptioningModel } from '../captioningModel';
import type { DecidedCaptions } from '../completion/decidedCaptions';
import { CompletionSession } from '../completion/completionSession';
import type { GridSource } from '../training/examples';
import type { ImageCaptions } from '../training/captionedImage';
import { completionActions, type Completer } from './completionActions';
import { sumEffort, wantedCaption, type Effort, type ImageEffort } from './effort';
import { actionsOnFixedSuggestion } from './effortEdits';
import { toEffortForm } from './effortForm';

export interface EffortOptions {
  model: CaptioningModel;
  grids: GridSource;
  images: readonly ImageCaptions[];
  /** The first suggestion for each image. */
  suggestions: readonly string[];
  /** What is decided already, in the model's vocabulary; what the person writes of each image comes to it. Not used where not given. */
  decided?: DecidedCaptions;
  betweenImages?: () => Promise<void>;
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
}

/** Lets a person write the captions of all images. @throws the signal's reason if it is aborted */
export async function effortOfCaptioner(options: EffortOptions): Promise<Effort> {
  return sumEffort(await effortOfImages(options));
}

/** The same for each image. */
export async function effortOfImages(options: EffortOptions): Promise<ImageEffort[]> {
  const { model, grids, images, suggestions, decided } = options;
  const efforts: ImageEffort[] = [];
  for (const [at, { image, captions }] of images.entries()) {
    await options.betweenImages?.();
    options.signal?.throwIfAborted();
    const suggestion = toEffortForm(suggestions[at]);
    const reference = wantedCaption(suggestions[at], captions);
    const grid = await grids.grids([image]);
    const session = new CompletionSession(model, grid, decided);
    try {
      const complete = completerOf(session);
      efforts.push({
        characters: reference.length,
        fixedSuggestion: actionsOnFixedSuggestion(suggestion, reference),
        completion: completionActions(suggestion, reference, complete, 'typing'),
        editor: completionActions(suggestion, reference, complete, 'editor'),
      });
      session.decide(String(image), reference);
    } finally {
      session.dispose();
      grid.dispose();
    }
    options.onProgress?.(at + 1);
  }
  return efforts;
}

/** The best completion, compared in the form in which effort is counted. */
export function completerOf(session: CompletionSession): Completer {
  return (typed, instead) => {
    const best = session.complete(typed, { instead }).at(0);
    const proposed = best ? toEffortForm(typed + best.continuation) : typed;
    return proposed.startsWith(typed) ? proposed : typed;
  };
}
