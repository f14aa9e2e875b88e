import { Tokenizer } from '@huggingface/tokenizers';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { reasonOf } from '../../dataset/files/reason';

/** Captions whose count is remembered; beyond these all are counted anew. */
const mostRemembered = 500_000;

const fileSchema = z.looseObject({ model: z.looseObject({}) });

/** Counts the tokens of captions as the model that is trained with them counts: by the file of its own tokenizer. */
export class TokenCounter {
  private readonly counts = new Map<string, number>();

  private constructor(private readonly tokenizer: Tokenizer) {}

  /** @param json what a `tokenizer.json` of Hugging Face holds @throws Error if it is none */
  static open(json: string): TokenCounter {
    try {
      const counter = new TokenCounter(new Tokenizer(fileSchema.parse(JSON.parse(json)), {}));
      counter.count('a');
      return counter;
    } catch (error) {
      const reason = error instanceof z.ZodError ? l10n.t('it has no "model"') : reasonOf(error);
      throw new Error(l10n.t('It is no tokenizer.json of Hugging Face: {0}', reason), { cause: error });
    }
  }

  /** With those that it adds before and after. */
  count(text: string): number {
    const known = this.counts.get(text);
    if (known !== undefined) return known;
    if (this.counts.size >= mostRemembered) this.counts.clear();
    const count = this.tokenizer.encode(text).ids.length;
    this.counts.set(text, count);
    return count;
  }
}
