import * as z from 'zod';
import { readLines } from '../../dataset/document/document';
import { imageKey } from '../../dataset/images/fileName';
import { rowKeys } from '../../dataset/rows/row';
import { decodeSmallPicture } from '../../engine/images/imageDecoding';
import type { AgentTools } from './agentTools';

/** Vision models see no more of an image that is larger, and pay for it. */
const usualSide = 512;

/** `look_at_image`: one image, small, with its rows. */
export function offerLookAtImage({ server, dataset }: AgentTools): void {
  server.registerTool(
    'look_at_image',
    {
      title: 'Look at an image',
      description: 'One image of the dataset as a small JPEG, upright, and the rows that it has.',
      inputSchema: {
        file_name: z.string().describe('As list_undecided names it'),
        side: z.int().min(64).max(1024).default(usualSide).describe('The longer side at most, in pixels'),
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ file_name: fileName, side }) => {
      const jpeg = await decodeSmallPicture(dataset.imagePath(fileName), side);
      const rows = readLines(await dataset.text()).flatMap(({ row }) =>
        row && imageKey(row.fileName) === imageKey(fileName)
          ? [Object.fromEntries(Object.entries(rowKeys).map(([field, key]) => [key, { ...row }[field]]))]
          : [],
      );
      return {
        content: [
          { type: 'image', data: Buffer.from(jpeg).toString('base64'), mimeType: 'image/jpeg' },
          { type: 'text', text: JSON.stringify({ file_name: fileName, rows }) },
        ],
      };
    },
  );
}
