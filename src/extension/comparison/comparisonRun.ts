import type * as vscode from 'vscode';
import { reasonOf } from '../../dataset/files/reason';
import { EngineError, type EngineClient } from '../../engine/client/client';
import type { ComparedImage, ModelComparison } from './modelComparison';

/**
 * Lets two models caption the images of a comparison, one image after another.
 * @param changed is called after each image
 * @throws EngineError if a model cannot be used
 */
export async function captionForComparison(
  comparison: ModelComparison,
  engines: readonly [EngineClient, EngineClient],
  {
    beam,
    signal,
    changed,
    log,
  }: { beam: number; signal: AbortSignal; changed: () => void; log: vscode.LogOutputChannel },
): Promise<void> {
  const caption = async (engine: EngineClient, { path }: ComparedImage): Promise<string> => {
    const { candidates } = await engine.suggest({ imagePath: path, beam, priority: 'visible' }, signal);
    return candidates[0]?.text ?? '';
  };
  for (const image of comparison.images) {
    try {
      const [first, second] = await Promise.all(engines.map((engine) => caption(engine, image)));
      comparison.add(image, [first, second]);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof EngineError && error.kind === 'image')) throw error;
      log.warn(`${image.fileName}: ${reasonOf(error)}`);
      comparison.failed++;
    }
    changed();
  }
}
