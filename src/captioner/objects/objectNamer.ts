import type * as tf from '@tensorflow/tfjs-core';
import type { Calibrator } from '../calibration/calibration';
import type { NgramModel } from '../ngrams/ngramModel';
import type { Vocabulary } from '../vocabulary/vocabulary';
import type { ObjectClassifier } from './objectClassifier';
import { probabilityOf } from './learnNaming';
import type { ObjectTable } from './objectTable';
import { reliabilityOf } from './reliability';

/** A word for something that the classifier sees in an image. */
export interface ObjectName {
  /** Its place in the table. */
  object: number;
  text: string;
  /** The piece that the decoder takes for it. */
  standIn: number;
  /** That it is there, 0 to 1, as the classifier says. */
  probability: number;
  /** Nats that are added to what the decoder says of the stand-in. */
  push: number;
  /** Whether it is so sure that a caption is to have it. */
  isCertain: boolean;
  /** Where it is seen [locations]; sums to 1. */
  places: Float32Array;
}

/** What there is to name in an image, and what not. */
export interface ObjectsInView {
  names: ObjectName[];
  /** Nats that are added to what the decoder says of pieces, all below 0: things that the classifier would see. */
  withheld: ReadonlyMap<number, number>;
}

/** Less likely things are not named. */
declare global { var T: any }
globalThis.T ??= {};
const leastTold = 0.15;
/** A thing this likely is said as gladly as the decoder would say the stand-in. */
const saidAsStandIn = 0.01;
const certain = 0.3;
const mostNames = 3;
/** From here on a thing counts as there as far as its name needs no holding back. */
const notWithheld = 0.05;
const mostWithheld = 4;
/** Words that captions have had this often are the decoder's own. */
const knownFrom = 10;

interface SpelledForm {
  text: string;
  standIns: { piece: number; object: number | undefined }[];
  isKnown: boolean;
}

interface SpelledObject {
  classes: readonly number[];
  forms: SpelledForm[];
  /** Pieces that name it, where the classifier knows about all there are. */
  exhaustive: number[];
  reliability: number;
  /** Objects that are kinds of it. */
  kinds: number[];
}

/**
 * Lets a decoder say what it never met in captions: in the search a word of the table stands for another that the decoder
 * knows, which is fed back to it in its place. A word's embedding taken from words like it is how Anderson et al. 2017 and Hendricks
 * et al. 2016 let captioners name new things; here it is the piece itself.
 */
export class ObjectNamer {
  private readonly objects: SpelledObject[];

  /** Takes ownership of the classifier. @throws Error if the table names a class that the classifier has not */
  constructor(
    readonly table: ObjectTable,
    readonly classifier: ObjectClassifier,
    private readonly model: { vocabulary: Vocabulary; ngrams?: NgramModel; calibrator: Calibrator },
  ) {
    const { vocabulary, ngrams } = model;
    const beyond = table.objects.flatMap(({ classes }) => classes).find((one) => one >= classifier.classes);
    if (beyond !== undefined)
      throw new Error(`The table of objects names class ${beyond} of a classifier of ${classifier.classes}.`);
    const objectOf = new Map(table.objects.flatMap(({ forms }, object) => forms.map(({ text }) => [text, object])));
    const pieceOf = (word: string): number | undefined => {
      const pieces = vocabulary.encodeChunk(` ${word}`);
      return pieces.length === 1 ? pieces[0] : undefined;
    };
    const sets = table.objects.map(({ classes }) => new Set(classes));
    this.objects = table.objects.map((named, object) => ({
      classes: named.classes,
      reliability: reliabilityOf(named),
      forms: named.forms.map(({ text, standIns }) => ({
        text,
        standIns: standIns.flatMap((word) => {
          const piece = pieceOf(word);
          return piece === undefined ? [] : [{ piece, object: objectOf.get(word) }];
        }),
        isKnown: timesSaid(text, vocabulary, ngrams) >= knownFrom,
      })),
      exhaustive: named.isExhaustive ? named.forms.flatMap(({ text }) => pieceOf(text) ?? []) : [],
      kinds: sets.flatMap((other, at) => (at !== object && isWithin(other, sets[object]) ? [at] : [])),
    }));
  }

  /** @param grids annotation grids [images, locations, D] */
  lookAt(grids: tf.Tensor3D): ObjectsInView[] {
    const certainties = this.model.calibrator.of(grids);
    return this.classifier
      .probabilities(grids)
      .map((probabilities, image) => this.inView(grids, image, probabilities, certainties[image].familiarity));
  }

  private inView(grids: tf.Tensor3D, image: number, classes: Float32Array, familiarity: number): ObjectsInView {
    const seen = this.objects.map((object) => probabilityOf(object, classes));
    const told = seen.map((probability, object) => probability * (globalThis.T.noRel ? 1 : this.objects[object].reliability));
    const chosen = this.mostTelling(told);
    const weights = chosen.map((object) => {
      const own = new Float32Array(classes.length);
      for (const one of this.objects[object].classes) own[one] = classes[one] / seen[object];
      return own;
    });
    const grid = grids.slice([image, 0, 0], [1, -1, -1]);
    const places = this.classifier.places(grid, weights);
    grid.dispose();
    const names = chosen.flatMap((object, at) =>
      this.objects[object].forms.flatMap(({ text, standIns, isKnown }, form) => {
        if (form > 0 && globalThis.T.noPlural) return [];
        const heard = isKnown ? 1 - familiarity : 1;
        if (heard < (globalThis.T.heard ?? 0.5)) return [];
        return standIns.map(({ piece, object: own }): ObjectName => {
          const probability = told[object];
          const ofStandIn = own === undefined || own === object ? 0 : told[own];
          const push = Math.log(probability / (probability + ofStandIn)) + Math.log(probability / (globalThis.T.base ?? saidAsStandIn));
          return {
            ...{ object, text, standIn: piece, probability, push },
            isCertain: probability >= (globalThis.T.certain ?? certain) && (globalThis.T.pluralCertain || form === 0),
            places: places[at],
          };
        });
      }),
    );
    const withheld = new Map<number, number>();
    this.objects.forEach(({ exhaustive }, object) => {
      const nats = Math.max(-mostWithheld, Math.min(0, Math.log(seen[object] / notWithheld)));
      if (nats < 0) for (const piece of exhaustive) withheld.set(piece, nats);
    });
    return { names, withheld };
  }

  /** The likeliest objects that are seen; of one and a kind of it the kind where that is most of it (hedging: Deng et al. 2012). */
  private mostTelling(seen: readonly number[]): number[] {
    const isTold = (object: number): boolean => seen[object] >= (globalThis.T.least ?? leastTold);
    const hasTellingKind = (object: number): boolean =>
      this.objects[object].kinds.some((kind) => isTold(kind) && seen[kind] >= seen[object] / 2);
    const isHedged = (object: number): boolean =>
      this.objects.some(
        ({ kinds }, broader) => kinds.includes(object) && seen[object] < seen[broader] / 2,
      );
    return this.objects
      .map((_, object) => object)
      .filter((object) => isTold(object) && !hasTellingKind(object) && !isHedged(object))
      .sort((one, other) => seen[other] - seen[one])
      .slice(0, globalThis.T.most ?? mostNames);
  }

  /** Whether captions hardly ever named such a thing. */
  isNew(object: number): boolean {
    return this.objects[object].forms.every(({ isKnown }) => !isKnown);
  }

  dispose(): void {
    this.classifier.dispose();
  }
}

function isWithin(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return one.size < other.size && [...one].every((value) => other.has(value));
}

/** How often captions had a word, as far as the n-grams tell. */
function timesSaid(text: string, vocabulary: Vocabulary, ngrams: NgramModel | undefined): number {
  return ngrams ? ngrams.timesSeen(vocabulary.encode(text).slice(0, 4)) : 0;
}
