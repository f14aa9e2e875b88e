import { DecidedCaptions, learnedAgain, mostCaptions } from '../captioner/completion/decidedCaptions';
import type { Vocabulary } from '../captioner/vocabulary/vocabulary';
import type { DecideParams } from './protocol/completionProtocol';

/** Datasets that are known at once: those in the editors that are worked in. */
const mostDatasets = 4;

/** A caption that a person decided on. */
export interface DecidedCaption {
  text: string;
  imagePath: string;
}

interface Dataset {
  /** By the keys of their entries, those decided last behind. */
  captions: Map<string, DecidedCaption>;
  /** Made when it is first asked for, in the vocabulary of the model in use. */
  decided: DecidedCaptions | undefined;
}

/** What is decided in the datasets that are being captioned, as their editors tell it. */
export class DatasetCaptions {
  /** Those used last behind. */
  private readonly datasets = new Map<string, Dataset>();

  /** @param learn told of captions that it should be learned from how far to trust what is decided */
  constructor(private readonly learn: (dataset: string, keys: readonly string[]) => void) {}

  /** Takes what an editor tells. */
  note({ dataset: name, begins, captions }: DecideParams): void {
    const dataset = (begins ? undefined : this.datasets.get(name)) ?? {
      captions: new Map<string, DecidedCaption>(),
      decided: undefined,
    };
    this.datasets.delete(name);
    this.datasets.set(name, dataset);
    const [oldest] = this.datasets.keys();
    if (this.datasets.size > mostDatasets) this.datasets.delete(oldest);
    for (const { key, text, imagePath } of captions) {
      dataset.captions.delete(key);
      if (text !== undefined) dataset.captions.set(key, { text, imagePath });
      dataset.decided?.set(key, text);
      const [first] = dataset.captions.keys();
      if (dataset.captions.size > mostCaptions) dataset.captions.delete(first);
    }
    if (dataset.decided)
      this.learnFromLast(
        name,
        captions.flatMap(({ key, text }) => (text === undefined ? [] : [key])),
      );
  }

  /** What completion is to know; nothing of a dataset that no editor told of. */
  of(name: string | undefined, vocabulary: Vocabulary): DecidedCaptions | undefined {
    const dataset = name === undefined ? undefined : this.datasets.get(name);
    if (name === undefined || !dataset) return undefined;
    if (!dataset.decided) {
      dataset.decided = new DecidedCaptions(vocabulary);
      for (const [key, { text }] of dataset.captions) dataset.decided.set(key, text);
      this.learnFromLast(name, [...dataset.captions.keys()]);
    }
    return dataset.decided;
  }

  /** A caption of a dataset, unless it was taken back meanwhile. */
  caption(dataset: string, key: string): DecidedCaption | undefined {
    return this.datasets.get(dataset)?.captions.get(key);
  }

  /** The model is not in use any more: another one has other pieces, and is to be trusted otherwise. */
  forgetModel(): void {
    for (const dataset of this.datasets.values()) dataset.decided = undefined;
  }

  private learnFromLast(name: string, keys: readonly string[]): void {
    const last = keys.slice(-learnedAgain);
    if (last.length > 0) this.learn(name, last);
  }
}
