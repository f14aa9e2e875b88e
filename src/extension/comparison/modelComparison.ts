import { seededRandom } from '../../dataset/collections/random';
import type { Choice } from './comparisonMessages';

/** An image of a dataset that two models caption. */
export interface ComparedImage {
  key: string;
  fileName: string;
  path: string;
  /** Whether one of the models may have learned its caption, and says it by heart. */
  mayBeLearned: boolean;
}

/** Both captions of an image, in the order of the models. */
export interface CaptionPair {
  image: ComparedImage;
  captions: readonly [string, string];
  isAlike: boolean;
}

/** Which of two models, by its place. */
export type ModelPlace = 0 | 1;

/**
 * What a person says of the captions of two models, without knowing whose they are: which model stands on the left is drawn for
 * each image.
 */
export class ModelComparison {
  readonly pairs: CaptionPair[] = [];
  failed = 0;
  /** Whether images of which both models say the same are gone through, too. */
  alikeToo = false;
  private readonly judgements = new Map<string, ModelPlace | 'neither'>();
  private readonly firstIsLeft = new Map<string, boolean>();
  private readonly random: () => number;
  /** Where the person is among those that are gone through. */
  private place = 0;

  constructor(
    readonly images: readonly ComparedImage[],
    seed: number,
  ) {
    this.random = seededRandom(seed);
  }

  /** Both models have captioned an image. */
  add(image: ComparedImage, captions: readonly [string, string]): void {
    this.pairs.push({ image, captions, isAlike: captions[0] === captions[1] });
    this.firstIsLeft.set(image.key, this.random() < 0.5);
  }

  /** Images that both models have captioned, or cannot. */
  get captioned(): number {
    return this.pairs.length + this.failed;
  }

  get alike(): number {
    return this.pairs.filter(({ isAlike }) => isAlike).length;
  }

  /** Those that the person is asked about. */
  get asked(): readonly CaptionPair[] {
    return this.alikeToo ? this.pairs : this.pairs.filter(({ isAlike }) => !isAlike);
  }

  /** The pair that the person looks at; nothing where it is not captioned yet, or there is none any more. */
  get current(): CaptionPair | undefined {
    return this.asked.at(this.place);
  }

  /** The place of the current one, counted from 0. */
  get at(): number {
    return this.place;
  }

  /** The models on the left and on the right. */
  sides({ image }: CaptionPair): readonly [ModelPlace, ModelPlace] {
    return this.firstIsLeft.get(image.key) === true ? [0, 1] : [1, 0];
  }

  /** What was said of a pair. */
  judgement({ image }: CaptionPair): ModelPlace | 'neither' | undefined {
    return this.judgements.get(image.key);
  }

  /** The same as the person sees it. */
  choice(pair: CaptionPair): Choice | undefined {
    const judgement = this.judgement(pair);
    if (judgement === undefined || judgement === 'neither') return judgement;
    return this.sides(pair)[0] === judgement ? 'left' : 'right';
  }

  /** Takes what a person says of the pair that is looked at, and goes on to the next. A key of another pair is too late. */
  choose(key: string, choice: Choice): void {
    const pair = this.current;
    if (pair?.image.key !== key) return;
    const [left, right] = this.sides(pair);
    this.judgements.set(key, choice === 'neither' ? choice : choice === 'left' ? left : right);
    this.place++;
  }

  /** Back to the one before. */
  goBack(): void {
    this.place = Math.max(0, Math.min(this.place, this.asked.length) - 1);
  }

  /** Goes through those of which both say the same, too, or no more; what the person looks at stays, or the next one is looked at. */
  showAlike(shown: boolean): void {
    const from = this.current;
    this.alikeToo = shown;
    const pairs = this.asked;
    const order = from ? this.pairs.indexOf(from) : this.pairs.length;
    const next = pairs.findIndex((pair) => this.pairs.indexOf(pair) >= order);
    this.place = next < 0 ? pairs.length : next;
  }

  /** How often each model's caption was preferred, and how often neither. */
  get tally(): { preferred: [number, number]; neither: number } {
    const said = [...this.judgements.values()];
    const of = (wanted: ModelPlace | 'neither'): number => said.filter((one) => one === wanted).length;
    return { preferred: [of(0), of(1)], neither: of('neither') };
  }

  /** Of how many images something was said, and at how many of them a model may have learned the caption. */
  get said(): { images: number; mayBeLearned: number } {
    const said = this.images.filter(({ key }) => this.judgements.has(key));
    return { images: said.length, mayBeLearned: said.filter(({ mayBeLearned }) => mayBeLearned).length };
  }

  /** Whether nothing is left to ask: all images are captioned, and the person has gone through them. */
  get isOver(): boolean {
    return this.captioned === this.images.length && this.current === undefined;
  }
}
