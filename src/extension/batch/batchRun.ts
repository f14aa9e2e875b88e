import * as l10n from '@vscode/l10n';
import type { Suggestion } from '../../captioner/suggestion';
import { reasonOf } from '../../dataset/files/reason';
import { EngineError } from '../../engine/protocol/engineError';
import { HopelessError } from '../../engine/client/patientSuggestions';
import { GatheringWriter } from '../base/gatheringWriter';
import { ProgressCount, type BatchProgress } from './batchProgress';

/** Images that the engine has at once, so that it decodes some while it captions others together. */
const imagesAtOnce = 8;

/** A suggestion on its way into the document. */
export interface SuggestedCaption {
  /** The key of the image's entry. */
  key: string;
  text: string;
  model: string;
}

/** A dataset as a batch sees it. */
export interface BatchDataset {
  /** The keys of all images that wait for a suggestion. */
  waiting(): string[];
  /** The path of an image if it still waits: nobody decided on it meanwhile. @throws Error if it cannot be used */
  imagePath(key: string): string | undefined;
  /** Writes the suggestions of those images that still wait, and saves. */
  write(suggestions: readonly SuggestedCaption[]): Promise<void>;
}

export interface BatchOptions {
  /** Answers below whatever somebody looks at. @throws HopelessError if no image can be captioned */
  suggest(imagePath: string, signal: AbortSignal): Promise<Suggestion>;
  report(progress: BatchProgress): void;
  /** An image that could not be captioned; the batch goes on. */
  fail(key: string, reason: string): void;
  shortestPause?: number;
}

/**
 * Suggests a caption for every image of a dataset that waits for one. What is finished is written as it goes; aborting
 * keeps it and touches nothing else, and another run goes on with what waits then.
 * @returns how far it came
 * @throws HopelessError, or what {@link BatchDataset.write} throws; what was finished before is kept
 */
export async function runBatch(
  dataset: BatchDataset,
  options: BatchOptions,
  signal: AbortSignal,
): Promise<BatchProgress> {
  const keys = dataset.waiting();
  const count = new ProgressCount(keys.length);
  const stop = new AbortController();
  const stopAll = AbortSignal.any([signal, stop.signal]);
  const failures: unknown[] = [];
  const giveUp = (error: unknown): void => {
    failures.push(error);
    stop.abort();
  };
  const writer = new GatheringWriter<SuggestedCaption>(
    (suggestions) => dataset.write(suggestions),
    giveUp,
    options.shortestPause,
  );

  const captionNext = async (key: string): Promise<void> => {
    try {
      const imagePath = dataset.imagePath(key);
      if (imagePath === undefined) return count.add();
      const { candidates, model } = await options.suggest(imagePath, stopAll);
      const text = candidates.at(0)?.text ?? '';
      if (text === '') throw new Error(l10n.t('The captioner found no caption for it.'));
      writer.add({ key, text, model });
      count.add();
    } catch (error) {
      if (stopAll.aborted || (error instanceof EngineError && error.kind === 'aborted')) return;
      if (error instanceof HopelessError) return giveUp(error);
      options.fail(key, reasonOf(error));
      count.add(true);
    }
  };
  const rest = keys[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (const key of rest) {
      if (stopAll.aborted) return;
      await captionNext(key);
      options.report(count.current);
    }
  };
  options.report(count.current);
  await Promise.all(Array.from({ length: imagesAtOnce }, work));
  await writer.flush();
  if (failures.length > 0) throw failures[0];
  return count.current;
}
