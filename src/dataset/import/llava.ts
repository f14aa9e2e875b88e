import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import type { Imported } from './importedCaption';
import { readJsonList } from './jsonList';

const itemSchema = z.object({
  image: z.string(),
  conversations: z.array(z.object({ from: z.string(), value: z.string() })),
});

/** LLaVA's conversations: the first answer is the caption. What is asked after it is about something else. */
export async function* readLlava(path: string): AsyncGenerator<Imported[]> {
  for await (const reads of readJsonList(path, itemSchema)) {
    yield reads.map((read) => ('reason' in read ? read : answerIn(read)));
  }
}

function answerIn({
  value: { image, conversations },
  place,
}: {
  value: z.infer<typeof itemSchema>;
  place: string;
}): Imported {
  const answer = conversations.find(({ from }) => from === 'gpt' || from === 'assistant');
  if (answer) return { image, text: answer.value, place };
  return { place, reason: l10n.t('Nobody answers in this conversation.') };
}
