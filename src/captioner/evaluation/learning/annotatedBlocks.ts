import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { imageEffortSchema } from '../effort';

/** Images that were captioned one after another with the same model, what that took, and what the person wrote. */
const blockSchema = z.object({
  images: z.array(imageEffortSchema),
  corrections: z.array(
    z.object({ name: z.string(), image: z.int(), captions: z.array(z.string()), onlyAccepted: z.boolean() }),
  ),
  /** The folder of the model that captions from there on, if it is not the one before. */
  learned: z.string().optional(),
});
export type Block = z.infer<typeof blockSchema>;

const keptSchema = z.object({
  /** What the blocks belong to; others are not gone on with. */
  run: z.string(),
  blocks: z.array(blockSchema),
});

/** The blocks that are done, kept in a file, so that a long run that broke off goes on. */
export class AnnotatedBlocks {
  private constructor(
    private readonly file: string,
    private readonly run: string,
    readonly blocks: Block[],
  ) {}

  /** @param run says what is simulated; a file of another run is begun anew */
  static async open(file: string, run: string): Promise<AnnotatedBlocks> {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    const kept = text === undefined ? undefined : keptSchema.parse(JSON.parse(text));
    return new AnnotatedBlocks(file, run, kept?.run === run ? kept.blocks : []);
  }

  async add(block: Block): Promise<void> {
    this.blocks.push(block);
    await writeFile(this.file, JSON.stringify({ run: this.run, blocks: this.blocks }));
  }
}
