import * as z from 'zod';
import { imageKey } from '../../dataset/images/fileName';
import { isOpen } from '../../dataset/list/entry';
import { captionOf } from '../../dataset/rows/row';
import { answer, type AgentTools } from './agentTools';

/** `list_undecided`: the images that wait for a decision, some at a time. */
export function offerListUndecided({ server, dataset }: AgentTools): void {
  server.registerTool(
    'list_undecided',
    {
      title: 'List undecided images',
      description:
        'Images on whose caption nobody has decided yet, in the order of paths, with what is suggested for them so far. Ask again with "after" for those that follow.',
      inputSchema: {
        limit: z.int().min(1).max(200).default(20).describe('How many images at most'),
        after: z.string().optional().describe('The last file_name of the answer before'),
      },
      outputSchema: {
        images: z.array(
          z.object({ file_name: z.string(), suggestion: z.string().optional(), model: z.string().optional() }),
        ),
        undecided: z.int().describe('How many there are in all'),
        hasMore: z.boolean(),
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ limit, after }, { signal }) => {
      const { entries } = await dataset.index(signal);
      const open = new Map<string, { file_name: string; suggestion?: string; model?: string }>();
      const sought = after === undefined ? '' : imageKey(after);
      let past = after === undefined ? 0 : -1;
      for (const entry of entries) {
        const { group, row } = entry;
        if (group?.key === sought) past = open.size;
        if (group?.isThere !== true || open.has(group.key) || !group.entries.every(isOpen)) continue;
        const suggestion = captionOf(row);
        const proposed = suggestion === '' ? {} : { suggestion, model: row?.model ?? '' };
        open.set(group.key, { file_name: group.fileName, ...proposed });
        if (group.key === sought) past = open.size;
      }
      if (past < 0) throw new Error(`after: there is no image "${after}" in the dataset.`);
      const images = [...open.values()].slice(past, past + limit);
      return answer({ images, undecided: open.size, hasMore: past + images.length < open.size });
    },
  );
}
