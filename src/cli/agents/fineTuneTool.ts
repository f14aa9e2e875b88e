import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { TrainingProgress } from '../../engine/client/client';
import { answer, type AgentTools } from './agentTools';

/** `fine_tune`: teaches the captioner what people decided, and says whether it got better. */
export function offerFineTune({ server, dataset, openEngine, baseModel }: AgentTools): void {
  let isRunning = false;
  server.registerTool(
    'fine_tune',
    {
      title: 'Fine-tune the captioner',
      description:
        'Teaches the captioner the captions that people accepted, edited or wrote, and reports how well it does on held-out images before and after. Takes minutes. The model goes into showtell-models in the folder of the dataset; nothing uses it until a person chooses it.',
      inputSchema: {
        name: z
          .string()
          .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, { error: 'takes small letters, digits, - and _' })
          .describe('Of the new model'),
        seed: z
          .int()
          .min(0)
          .max(2 ** 31 - 1)
          .default(1),
      },
      outputSchema: {
        model: z.object({ id: z.string(), name: z.string(), directory: z.string() }),
        rows: z.int(),
        problems: z.array(z.object({ fileName: z.string(), reason: z.string() })),
        report: z.looseObject({ verdict: z.string() }),
      },
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
    },
    async ({ name, seed }, { signal, sendNotification, _meta }) => {
      if (isRunning) throw new Error('A fine-tune is running. Wait until it has ended.');
      isRunning = true;
      const engine = openEngine();
      try {
        const out = await dataset.placeForModel(name);
        const workFolder = `${out}.checkpoint`;
        const token = _meta?.progressToken;
        const onProgress = ({ phase, step, steps }: TrainingProgress): void => {
          if (token === undefined) return;
          const params = { progressToken: token, progress: step, total: steps, message: phase };
          void sendNotification({ method: 'notifications/progress', params }).catch(() => undefined);
        };
        const result = await engine
          .fineTune({ datasetPath: dataset.file, baseModel, out, seed, workFolder, resume: false }, onProgress, signal)
          .finally(() => rm(workFolder, { recursive: true, force: true }));
        const inFolder = (place: string): string => path.relative(dataset.folder, place).replaceAll('\\', '/');
        const { report, model, ...rest } = result;
        const examples = report.examples.map(({ file, ...texts }) => ({ file: inFolder(file), ...texts }));
        return answer({
          ...rest,
          model: { ...model, directory: inFolder(model.directory) },
          report: { ...report, datasetPath: inFolder(report.datasetPath), examples },
        });
      } finally {
        isRunning = false;
        await engine.dispose();
      }
    },
  );
}
