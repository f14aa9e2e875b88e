import * as l10n from '@vscode/l10n';
import * as tf from '@tensorflow/tfjs-core';
import { splitHeldOut } from '../../../dataset/collections/split';
import { isSpaceless, wordsOf } from '../../../dataset/text/words';
import { Decoder } from '../../decoder/decoder';
import type { DecoderParameters } from '../../decoder/parameters';
import { varietyOf } from '../../metrics/variety';
import { tidyWhitespace, toPlainStyle } from '../../vocabulary/captionStyle';
import type { NewPiece } from '../../vocabulary/extendVocabulary';
import type { CaptionStyle } from '../captionedImage';
import { DivergedError } from '../divergedError';
import { ProjectedGridSource } from '../projectedGrids';
import { longestCaption, type TrainingSettings } from '../settings';
import { TrainingError } from '../trainingError';
import { trainCandidates } from './candidates';
import { changeOf, figuresOf, lossChange, measureHeldOut } from './heldOut';
import { findHouseStyle } from './houseStyle';
import type { Correction, FineTuned, FineTuneJob } from './job';
import { isInModelsLanguage } from './language';
import { defaultRecipe, fewestImages, settingsFor, type FineTuneRecipe } from './recipe';
import { TaughtEvidence } from './imageEvidence';
import { hardlyKnowsImages } from './knownImages';
import { captionOwn, likeliestOf } from './ownCaptions';
import { readingOf } from './reading';
import type { OwnCaption } from './replay';
import type { FineTuneReport } from './report';
import { verdictOn } from './verdict';
import { taughtNamer } from './taughtNamer';
import { taughtNgrams } from './taughtNgrams';
import { Translations } from './translations';
import { measureWordFlow, WordFlow } from './wordFlow';
import { widenForWords } from './wordPieces';

const mostExamples = 12;
const mostWordsNamed = 40;
/**
 * How much louder evidence speaks once the decoder has learned beside it, where that hardly knew such images: what is likelier of
 * this image than of others counts more, as with mutual information (Li et al. 2016).
 */
const louder = 1.3;
/** More images tell little more of what words stand for, and take long to caption. */
const mostTranslated = 1000;

/**
 * The one way to learn from corrections, for a handful as for thousands; the engine's job and the benchmarks call it. Trains the
 * decoder of a bundle, encoder and projections frozen, and keeps the weights that do best on images that are held out. New words
 * get pieces of their own; captions of the base model are replayed in the terms and form that were found, with its
 * probabilities as teacher; whether that helps is tried on the held-out images.
 *
 * The base bundle stays as it is. The same job with the same seed gives the same weights.
 * @throws TrainingError with fewer than `fewestImages` corrections, or if the loss is not finite; the signal's reason if it is
 *   aborted (a checkpoint is written first)
 */
export async function fineTune(job: FineTuneJob): Promise<FineTuned> {
  const { base, corrections, grids, seed } = job;
  assertEnough(corrections.length);
  const usual = { ...defaultRecipe, ...job.recipe };
  const { train, heldOut } = holdOut(corrections, usual, seed);
  const projected = new ProjectedGridSource(grids, base.decoder.parameters);
  let widened: DecoderParameters | undefined;
  let taught: TaughtEvidence | undefined;
  try {
    job.onStage?.('captioning');
    const texts = train.flatMap(({ captions }) => captions.map(tidyWhitespace));
    const sameLanguage = isInModelsLanguage(texts, base.vocabulary);
    const recipe = sameLanguage ? usual : { ...usual, ...usual.ofLanguage, ...job.recipe };
    const own = sameLanguage ? await captionOwn(job, train, recipe) : [];
    const flow = sameLanguage
      ? await measureWordFlow({ ...job, ...base, grids: projected, images: train, style: styleOf(own) })
      : new WordFlow();
    const ownWords = new Set(own.flatMap(({ text }) => wordsOf(text.toLowerCase())));
    const style = findHouseStyle(flow, base.vocabulary, texts, ownWords);
    const origins = sameLanguage ? flow : await translate(job, train, recipe);
    const wide = widenForWords(base.decoder.parameters, base.vocabulary, texts, origins, sameLanguage);
    widened = wide.parameters;
    const shape = { ...base.decoder.shape, vocabulary: wide.vocabulary.size };
    const lengths = texts.map((text) => wide.vocabulary.encode(text).length);
    const settings = withRoomFor(lengths, settingsFor(recipe, seed));
    taught = await TaughtEvidence.learn({ ...job, train, vocabulary: wide.vocabulary });
    const isUnknown = hardlyKnowsImages(flow);
    const { parameters, curves } = await trainCandidates({
      ...job,
      recipe,
      settings,
      shape,
      start: wide.parameters,
      vocabulary: wide.vocabulary,
      train,
      heldOut,
      // Of images that it does not know, there is nothing to be kept of what it says.
      own: isUnknown ? [] : own,
      style,
      projected,
      evidence: taught,
    });
    if (isUnknown) taught?.speakUp(louder);
    const decoder = new Decoder(shape, parameters, taught?.evidence);
    try {
      job.onStage?.('measuring');
      const measuring = { ...job, images: heldOut };
      const ngrams = taughtNgrams(base.ngrams, texts, wide.vocabulary, sameLanguage);
      const spoken = { vocabulary: wide.vocabulary, ngrams };
      const namer = sameLanguage ? await taughtNamer(base, spoken, { ...job, images: train }) : undefined;
      const models = {
        before: base,
        after: { decoder, ...spoken, namer, maxPieces: settings.maxPieces },
      };
      const before = await measureHeldOut(models.before, measuring);
      const after = await measureHeldOut(models.after, measuring);
      const figures = {
        before: figuresOf(before, measuring),
        after: figuresOf(after, measuring),
        change: changeOf(before, after, measuring),
      };
      const references = heldOut.map(({ captions }) => captions);
      const newWords = wordsOfPieces(wide.added);
      const report: FineTuneReport = {
        format: 'showtell-fine-tune',
        version: 2,
        trainedOn: train.length,
        heldOut: heldOut.length,
        completedImages: after.completing.length,
        terms: [...style.terms],
        cut: lengths.filter((length) => length > settings.maxPieces).length,
        newWords: newWords.length,
        newWordsNamed: newWords.slice(0, mostWordsNamed),
        spaceless: texts.some(isSpaceless),
        curves,
        ...figures,
        reading: {
          before: readingOf(before.captions, references),
          after: readingOf(after.captions, references),
          people: varietyOf(references.map(([first]) => first)).distinct,
        },
        verdict: verdictOn(figures, {
          lossChange: lossChange(before, after, seed),
          wereSaid: heldOut.every(({ captions }, at) => captions.includes(before.captions[at])),
        }),
        examples: heldOut.slice(0, mostExamples).map(({ image, captions }, at) => ({
          image,
          before: before.captions[at],
          after: after.captions[at],
          person: captions[0],
        })),
      };
      const detectors = sameLanguage ? base.detectors : undefined;
      return { ...spoken, namer, detectors, decoder, settings, report, heldOut };
    } catch (error) {
      tf.dispose(parameters);
      throw error;
    }
  } catch (error) {
    taught?.evidence.dispose();
    if (error instanceof DivergedError) throw new TrainingError(divergedMessage(error.step));
    throw error;
  } finally {
    if (widened) tf.dispose(widened);
    projected.dispose();
  }
}

function divergedMessage(step: number): string {
  return l10n.t(
    'Fine-tuning stopped at step {0}: the loss is no longer a finite number. The model in use is as it was. Begin with another model, or look for captions that nobody meant.',
    step,
  );
}

/** Of captions that were changed and of those that were only accepted the same share: with few of them, chance could take one kind. */
function holdOut(
  corrections: readonly Correction[],
  { heldOut: amount }: FineTuneRecipe,
  seed: number,
): { train: Correction[]; heldOut: Correction[] } {
  const heldOut = new Set(
    [true, false].flatMap((accepted) => {
      const ofKind = corrections.filter(({ onlyAccepted = false }) => onlyAccepted === accepted);
      return splitHeldOut(ofKind, amount, seed, ({ name }) => name).heldOut;
    }),
  );
  return {
    train: corrections.filter((one) => !heldOut.has(one)),
    heldOut: corrections.filter((one) => heldOut.has(one)),
  };
}

/** What the words of another language stand for. */
async function translate(
  job: FineTuneJob,
  train: readonly Correction[],
  recipe: FineTuneRecipe,
): Promise<Translations> {
  const some = train.slice(0, mostTranslated);
  const said = await likeliestOf(
    some.map(({ image }) => image),
    job,
    recipe,
  );
  const pairs = some.map(({ captions }, at) => ({ said: said[at], written: captions }));
  return new Translations(pairs, job.base.vocabulary);
}

/** Whole captions are learned, however long, up to what can be learned at all. */
function withRoomFor(lengths: readonly number[], settings: TrainingSettings): TrainingSettings {
  const longest = lengths.reduce((most, length) => Math.max(most, length), settings.maxPieces);
  return { ...settings, maxPieces: Math.min(longest, longestCaption) };
}

/** A model that was fine-tuned may write capitals and full stops, and expects them then. */
function styleOf(own: readonly OwnCaption[]): CaptionStyle {
  return own.filter(({ text }) => text === toPlainStyle(text)).length >= own.length / 2 ? 'plain' : 'asWritten';
}

/** @throws TrainingError saying how many images are missing, if there are fewer than `fewestImages` */
export function assertEnough(images: number): void {
  if (images >= fewestImages) return;
  throw new TrainingError(
    l10n.t(
      'Fine-tuning needs at least {0} images with a caption that you accepted, edited or wrote; so far: {1}. Decide {2} more, then try again.',
      fewestImages,
      images,
      fewestImages - images,
    ),
  );
}

/** The words that new pieces write, whether a caption begins with them or not. A letter, as of "T-shirt", is none. */
function wordsOfPieces(added: readonly NewPiece[]): string[] {
  const words = added.flatMap(({ word }) => (word === undefined ? [] : [word.trim()]));
  return [...new Set(words)].filter((word) => !/^\p{ASCII}$/u.test(word));
}
