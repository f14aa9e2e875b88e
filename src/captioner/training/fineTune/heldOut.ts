import { actionsOnFixedSuggestion } from '../../evaluation/effortEdits';
import { toEffortForm } from '../../evaluation/effortForm';
import { actionsWithCompletion } from '../../evaluation/completionActions';
import { wantedCaption } from '../../evaluation/effort';
import { completerOf } from '../../evaluation/effortOfCaptioner';
import type { CaptioningModel } from '../../captioningModel';
import type { GraphRuntime } from '../../computing/graphRuntime';
import type { Decoder } from '../../decoder/decoder';
import { withWriter } from '../../decoder/withWriter';
import { CompletionSession } from '../../completion/completionSession';
import { captionImages } from '../../evaluation/captionImages';
import { bleu, countBleu, type BleuCounts } from '../../metrics/bleu';
import { CiderD } from '../../metrics/ciderD';
import { tokenise } from '../../metrics/tokenise';
import type { ImageCaptions } from '../captionedImage';
import type { GridSource } from '../examples';
import { estimate, fewestForInterval, type Estimate } from '../../evaluation/bootstrap';
import type { FineTuneReport, HeldOutFigures } from './report';
import { wordLosses } from './wordLosses';

/** A completion takes long: only so many images are written by a simulated person. */
const mostCompleted = 24;

interface Measuring {
  grids: GridSource;
  /** What writes captions, where that is not TensorFlow.js. */
  runtime?: GraphRuntime | undefined;
  images: readonly ImageCaptions[];
  seed: number;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

/** What a model does on each held-out image. */
export interface Measured {
  captions: string[];
  bleu: BleuCounts[];
  ciderD: number[];
  correcting: Effort[];
  completing: Effort[];
  /** Of what people wrote, by image. */
  wordLosses: number[][];
}

interface Effort {
  actions: number;
  characters: number;
}

/** Captions the held-out images, and writes the first of them as a person would. */
export async function measureHeldOut(model: CaptioningModel & { decoder: Decoder }, job: Measuring): Promise<Measured> {
  const written = await withWriter(model, job.runtime, (writer) => measureWriting(writer, job));
  return { ...written, wordLosses: await wordLosses(model, job) };
}

async function measureWriting(model: CaptioningModel, job: Measuring): Promise<Omit<Measured, 'wordLosses'>> {
  const { images, grids, betweenSteps, signal } = job;
  const captions = await captionImages({
    model,
    grids,
    images: images.map(({ image }) => image),
    betweenSteps,
    signal,
  });
  const references = images.map((one) => one.captions.map(tokenise));
  const cider = CiderD.ofReferences(references);
  const words = captions.map(tokenise);
  const completing: Effort[] = [];
  for (const [at, image] of images.slice(0, mostCompleted).entries()) {
    await betweenSteps?.();
    signal?.throwIfAborted();
    completing.push(await effortToComplete(model, grids, image, captions[at]));
  }
  return {
    captions,
    bleu: words.map((one, at) => countBleu(one, references[at])),
    ciderD: words.map((one, at) => cider.score([one], references[at])[0]),
    correcting: captions.map((caption, at) => effortToCorrect(caption, images[at].captions)),
    completing,
  };
}

async function effortToComplete(
  model: CaptioningModel,
  grids: GridSource,
  { image, captions }: ImageCaptions,
  suggestion: string,
): Promise<Effort> {
  const reference = wantedCaption(suggestion, captions);
  const grid = await grids.grids([image]);
  const session = new CompletionSession(model, grid);
  try {
    const actions = actionsWithCompletion(toEffortForm(suggestion), reference, completerOf(session), 'editor');
    return { actions, characters: reference.length };
  } finally {
    session.dispose();
    grid.dispose();
  }
}

function effortToCorrect(caption: string, wanted: readonly string[]): Effort {
  const suggestion = toEffortForm(caption);
  const reference = wantedCaption(caption, wanted);
  return { actions: actionsOnFixedSuggestion(suggestion, reference), characters: reference.length };
}

/** What a model is worth, in figures. */
export function figuresOf(measured: Measured, job: Measuring): HeldOutFigures {
  const of = (figure: (chosen: readonly number[]) => number, images = job.images.length): Estimate =>
    estimate(images, figure, job.seed);
  return {
    loss: meanOfAll(measured.wordLosses.flat()),
    bleu4: of((chosen) => bleu4(measured, chosen)),
    ciderD: of((chosen) => meanOf(measured.ciderD, chosen)),
    correcting: of((chosen) => actionsPer100(measured.correcting, chosen)),
    completing: of((chosen) => actionsPer100(measured.completing, chosen), measured.completing.length),
  };
}

/** How much a model differs from the one before, image by image. */
export function changeOf(before: Measured, after: Measured, job: Measuring): FineTuneReport['change'] {
  const of = (figure: (model: Measured, chosen: readonly number[]) => number, images = job.images.length): Estimate =>
    estimate(images, (chosen) => figure(after, chosen) - figure(before, chosen), job.seed);
  return {
    bleu4: of((model, chosen) => bleu4(model, chosen)),
    ciderD: of((model, chosen) => meanOf(model.ciderD, chosen)),
    correcting: of((model, chosen) => actionsPer100(model.correcting, chosen)),
    completing: of((model, chosen) => actionsPer100(model.completing, chosen), after.completing.length),
  };
}

/**
 * How much likelier or less likely the words that people wrote have become, in nats a word, word by word. With too few images for
 * an interval over them it is over their words: each is judged given those before it, so that what it has beyond them is its own.
 */
export function lossChange(before: Measured, after: Measured, seed: number): Estimate {
  const changes = after.wordLosses.map((losses, image) =>
    losses.map((loss, at) => loss - before.wordLosses[image][at]),
  );
  const units = changes.length < fewestForInterval ? changes.flat().map((change) => [change]) : changes;
  return estimate(units.length, (chosen) => meanOfAll(chosen.flatMap((at) => units[at])), seed);
}

function bleu4(measured: Measured, chosen: readonly number[]): number {
  return bleu(chosen.map((at) => measured.bleu[at]))[3];
}

function meanOf(values: readonly number[], chosen: readonly number[]): number {
  return meanOfAll(chosen.map((at) => values[at]));
}

function meanOfAll(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function actionsPer100(efforts: readonly Effort[], chosen: readonly number[]): number {
  const sum = (part: keyof Effort): number => chosen.reduce((total, at) => total + efforts[at][part], 0);
  return (100 * sum('actions')) / Math.max(1, sum('characters'));
}
