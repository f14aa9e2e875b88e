import * as z from 'zod';
import { excludedBy } from '../../dataset/images/exclusion';
import { checkDatasetText } from '../check/checkDataset';
import { firstOfEachKind } from '../check/alikeFindings';
import type { Finding } from '../check/finding';
import { answer, type AgentTools } from './agentTools';

const findings = z.array(z.object({ line: z.int().optional(), reason: z.string() }));

/** `check`: what is wrong with the dataset, as `showtell check` says it. */
export function offerCheck({ server, dataset }: AgentTools): void {
  server.registerTool(
    'check',
    {
      title: 'Check the dataset',
      description:
        'What is wrong with the lines, images and columns of the dataset, the first of each kind, and what is only worth knowing. Changes nothing.',
      inputSchema: {
        quick: z.boolean().default(true).describe('Look at the first bytes of each image only'),
      },
      outputSchema: {
        rows: z.int(),
        images: z.int(),
        problems: findings,
        more: z.array(z.object({ kind: z.string(), count: z.int() })).describe('Problems that are not listed'),
        notes: findings,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ quick }, { signal }) => {
      const report = await checkDatasetText(dataset.file, await dataset.text(), {
        quick,
        signal,
        excluded: excludedBy([]),
        onProgress: () => undefined,
      });
      const { told, more } = firstOfEachKind(report.problems);
      const { rows, images, notes } = report;
      return answer({ rows, images, problems: told.map(asSaid), more, notes: notes.map(asSaid) });
    },
  );
}

/** With lines counted from 1, as people do. */
function asSaid({ line, reason }: Finding): { line?: number; reason: string } {
  return { ...(line !== undefined && { line: line + 1 }), reason };
}
