import * as z from 'zod';
import { DatasetStatistics } from '../../captioner/statistics/datasetStatistics';
import { answer, type AgentTools } from './agentTools';

/** `statistics`: how far the captions are, and how they came about. */
export function offerStatistics({ server, dataset }: AgentTools): void {
  server.registerTool(
    'statistics',
    {
      title: 'Statistics',
      description:
        'How many images there are and are decided, how many captions have each state, how far edited ones are from their suggestion (in characters), how many words they have, and their most frequent words.',
      outputSchema: {
        images: z.object({ total: z.int(), decided: z.int() }),
        states: z.record(z.string(), z.int()),
        captions: z.looseObject({ accepted: z.int(), edited: z.int() }),
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ signal }) => {
      const { entries, counts, images } = await dataset.index(signal);
      const statistics = new DatasetStatistics(entries, () => undefined);
      await statistics.count();
      const { accepted, edited, medianDistance, distances, lengths, words } = statistics.figures;
      const captions = { accepted, edited, medianDistance, distances, lengths, words };
      return answer({ images: { ...images }, states: { ...counts }, captions });
    },
  );
}
