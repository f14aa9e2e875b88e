import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { isObject } from '../json/parsedObject';
import type { Imported } from './importedCaption';
import { readJsonList } from './jsonList';
import type { Shape } from './readText';

const itemSchema = z.object({
  image: z.string(),
  conversations: z.array(z.object({ from: z.string(), value: z.string() })),
});

type Item = z.infer<typeof itemSchema>;
export const llavaItem: Shape<Item> = { schema: itemSchema, isPlainly: isItem };

/** LLaVA's conversations: the first answer is the caption. What is asked after it is about something else. */
export async function* readLlava(path: string): AsyncGenerator<Imported[]> {
  for await (const reads of readJsonList(path, llavaItem)) {
    yield reads.map((read) => ('reason' in read ? read : answerIn(read)));
  }
}

function isItem(value: unknown): value is Item {
  return (
    isObject(value) &&
    typeof value.image === 'string' &&
    Array.isArray(value.conversations) &&
    value.conversations.every((one) => isObject(one) && typeof one.from === 'string' && typeof one.value === 'string')
  );
}

function answerIn({ value: { image, conversations }, place }: { value: Item; place: string }): Imported {
  const answer = conversations.find(({ from }) => from === 'gpt' || from === 'assistant');
  if (answer) return { image, text: answer.value, place };
  return { place, reason: l10n.t('Nobody answers in this conversation.') };
}
