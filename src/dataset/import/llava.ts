import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import type { Imported } from './importedCaption';
import { readElements, readJson } from './readText';

const itemSchema = z.object({
  image: z.string(),
  conversations: z.array(z.object({ from: z.string(), value: z.string() })),
});

/** LLaVA's conversations: the first answer is the caption. What is asked after it is about something else. */
export async function* readLlava(path: string): AsyncGenerator<Imported> {
  const items = await readJson(path, z.array(z.unknown()));
  for (const read of readElements(items, itemSchema, (index) => `${path}: [${index}]`)) {
    if ('reason' in read) {
      yield read;
      continue;
    }
    const { image, conversations } = read.value;
    const answer = conversations.find(({ from }) => from === 'gpt' || from === 'assistant');
    if (answer) yield { image, text: answer.value, place: read.place };
    else yield { place: read.place, reason: l10n.t('Nobody answers in this conversation.') };
  }
}
