import type * as tf from '@tensorflow/tfjs-core';
import { meanGrids, type Calibrator } from '../calibration/calibration';
import type { NgramModel } from '../ngrams/ngramModel';
import type { Vocabulary } from '../vocabulary/vocabulary';
import { probabilityOf } from './learnNaming';
import { mostTelling } from './mostTelling';
import type { ObjectClassifier } from './objectClassifier';
import type { ObjectTable } from './objectTable';
import { spellObjects, type SpelledObject } from './spelledObjects';

/** A word for something that the classifier sees in an image. */
export interface ObjectName {
  /** Its place in the table. */
  object: number;
  text: string;
  /** The piece that the decoder takes for it. */
  standIn: number;
  /** 0 to 1: that it is there, and that people would name it. */
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

/** What of a model its names have to fit. */
export interface NamingModel {
  vocabulary: Vocabulary;
  ngrams?: NgramModel;
  calibrator: Pick<Calibrator, 'ofMean'>;
}

/** A thing this likely is said as gladly as the decoder would say the stand-in; 0.005 to 0.02 do much the same. */
const saidAsStandIn = 0.01;
/** From here on a caption is to name it; 0.2 to 0.4 do much the same. */
const certain = 0.3;
/** Words that captions had so often the decoder says by itself. A caption that a person wrote counts ten times: three make a word known. */
const knownFrom = 30;
/** In pictures that are less familiar what the decoder does not say may be for want of knowing it. */
const familiar = 0.5;
/** What captions of such pictures never named is named less often there; 0.5 named fewer things elsewhere, too. */
const namedAmongFamiliar = 0.7;
/** From here on a thing counts as there as far as its name needs no holding back. */
const notWithheld = 0.05;
const mostWithheld = 4;

/**
 * Lets a decoder say what it never met in captions: in the search a word of the table stands for another that the decoder
 * knows, which is fed back to it in its place. A word's embedding taken from words like it is how Anderson et al. 2017 and Hendricks
 * et al. 2016 let captioners name new things; here it is the piece itself. What captions did name the decoder says by itself, so
 * that it is helped with that only in pictures unlike those that it knows.
 */
export class ObjectNamer {
  private readonly objects: SpelledObject[];

  /** @throws Error if the table names a class that the classifier has not */
  constructor(
    readonly table: ObjectTable,
    readonly classifier: ObjectClassifier,
    private readonly model: NamingModel,
  ) {
    const beyond = table.objects.flatMap(({ classes }) => classes).find((one) => one >= classifier.classes);
    if (beyond !== undefined)
      throw new Error(`The table of objects names class ${beyond} of a classifier of ${classifier.classes}.`);
    this.objects = spellObjects(table, model);
  }

  /** @param grids annotation grids [images, locations, D] */
  lookAt(grids: tf.Tensor3D): ObjectsInView[] {
    return meanGrids(grids, this.classifier.channels).map((mean, image) => {
      const { familiarity } = this.model.calibrator.ofMean(mean);
      return this.inView(grids, image, this.classifier.probabilities(mean), familiarity);
    });
  }

  /** How often captions that were learned named such a thing. */
  timesSaid(object: number): number {
    return this.objects[object].forms.reduce((sum, { timesSaid }) => sum + timesSaid, 0);
  }

  private inView(grids: tf.Tensor3D, image: number, classes: Float32Array, familiarity: number): ObjectsInView {
    const seen = this.objects.map((object) => probabilityOf(object, classes));
    const isFamiliar = familiarity >= familiar;
    const told = seen.map((probability, object) => {
      const { reliability } = this.objects[object];
      return probability * reliability * (isFamiliar ? namedAmongFamiliar : 1);
    });
    const names = mostTelling(this.objects, told).flatMap((object) => {
      const { classes: own, forms } = this.objects[object];
      const sayable = forms.filter(({ timesSaid }) => timesSaid < knownFrom || !isFamiliar);
      if (!sayable.some(({ standIns }) => standIns.length > 0)) return [];
      const weighted = own.map((one): [number, number] => [one, classes[one] / seen[object]]);
      const places = this.classifier.places(gridOf(grids, image), grids.shape[2], weighted);
      const probability = told[object];
      return sayable.flatMap(({ text, standIns }) =>
        standIns.map(({ piece, object: ofStandIn }): ObjectName => {
          const rival = ofStandIn === undefined || ofStandIn === object ? 0 : told[ofStandIn];
          const share = probability / (probability + rival);
          const push = Math.log(share) + Math.log(probability / saidAsStandIn);
          return { object, text, standIn: piece, probability, push, isCertain: probability >= certain, places };
        }),
      );
    });
    return { names, withheld: this.withheld(seen) };
  }

  private withheld(seen: readonly number[]): ReadonlyMap<number, number> {
    const withheld = new Map<number, number>();
    this.objects.forEach(({ exhaustive }, object) => {
      const nats = Math.max(-mostWithheld, Math.min(0, Math.log(seen[object] / notWithheld)));
      if (nats < 0) for (const piece of exhaustive) withheld.set(piece, nats);
    });
    return withheld;
  }
}

/** The values of one image's grid [locations][channels]. */
function gridOf(grids: tf.Tensor3D, image: number): Float32Array {
  const [, locations, channels] = grids.shape;
  const size = locations * channels;
  return grids.dataSync<'float32'>().subarray(image * size, (image + 1) * size);
}
