import * as z from 'zod';
import { applyEdit } from '../../dataset/document/edit';
import { writeDatasetFile } from '../../dataset/document/file';
import { proposeCaption } from '../../dataset/document/proposeCaption';
import { writeAlone } from '../../dataset/document/writeAlone';
import { answer, type AgentTools } from './agentTools';

const mostCharacters = 4_000;

/** `propose_caption`: writes what an agent proposes where a person finds it. */
export function offerProposeCaption({ server, dataset }: AgentTools): void {
  /** A dataset is changed by one proposal at a time. */
  let turn: Promise<unknown> = Promise.resolve();
  server.registerTool(
    'propose_caption',
    {
      title: 'Propose a caption',
      description:
        'Proposes a caption for an image; a person accepts, corrects or refuses it. It takes the place of an earlier proposal, and never of a caption that a person decided on.',
      inputSchema: {
        file_name: z.string().describe('As list_undecided names it'),
        caption: z
          .string()
          .trim()
          .min(1)
          .max(mostCharacters)
          // Half a character cannot be written as UTF-8, and NUL makes the file binary.
          .refine((text) => !/\p{Cs}/u.test(text) && !text.includes('\0'), { error: 'is no text' }),
        proposer: z
          .string()
          .trim()
          .min(1)
          .max(100)
          .optional()
          .describe('Who proposes it, such as the name of the model'),
      },
      outputSchema: {
        file_name: z.string(),
        suggestion: z.string(),
        model: z.string(),
        instead_of: z.object({ suggestion: z.string(), model: z.string() }).optional(),
      },
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    ({ file_name: fileName, caption, proposer }) => {
      const done = turn.then(async () => {
        dataset.imagePath(fileName);
        const model = proposer ?? server.server.getClientVersion()?.name ?? 'agent';
        const before = await write({ fileName, caption, proposer: model, now: new Date() });
        return answer({
          file_name: fileName,
          suggestion: caption,
          model,
          ...(before && { instead_of: { suggestion: before.suggestion, model: before.model } }),
        });
      });
      turn = done.catch(() => undefined);
      return done;
    },
  );

  async function write(proposal: Parameters<typeof proposeCaption>[1]) {
    const { file } = dataset;
    return writeAlone(file, async () => {
      const text = await dataset.text();
      const outcome = proposeCaption(text, proposal);
      if ('refusal' in outcome) throw new Error(`${proposal.fileName}: ${outcome.refusal}`);
      await writeDatasetFile(file, applyEdit(text, outcome.edit));
      return outcome.before;
    });
  }
}
