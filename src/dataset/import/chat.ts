import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { isObject } from '../json/parsedObject';
import type { Imported, ImportedCaption } from './importedCaption';
import { readJsonItems } from './jsonItems';
import { isListOf, isMissingOr, isText } from './plainly';
import type { Shape } from './readText';

const addressSchema = z.union([z.string(), z.looseObject({ url: z.string() })]);
const partSchema = z.looseObject({
  text: z.string().nullish(),
  image_url: addressSchema.nullish(),
  image: z.string().nullish(),
});
const namedSchema = z.union([z.string(), z.looseObject({ path: z.string() })]);

/** Messages of a chat about an image, which is in them or beside them. */
const chatSchema = z.looseObject({
  messages: z.array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(partSchema)]) })),
  images: z.array(namedSchema).nullish(),
});
type Chat = z.infer<typeof chatSchema>;
type Part = z.infer<typeof partSchema>;
type Message = Chat['messages'][number];
export const chat: Shape<Chat> = { schema: chatSchema, isPlainly: isChat };

/** Chats, a line each or as a list in one JSON document, as services and trl fine-tune on them: the first answer is the caption. */
export async function* readChats(path: string): AsyncGenerator<Imported[]> {
  for await (const reads of readJsonItems(path, chat))
    yield reads.map((read) => ('reason' in read ? read : captionOfChat(read.value, read.place)));
}

function isChat(value: unknown): value is Chat {
  return isObject(value) && isListOf(value.messages, isMessage) && isMissingOr(value.images, areNames);
}

function isMessage(value: unknown): value is Message {
  return isObject(value) && isText(value.role) && (isText(value.content) || isListOf(value.content, isPart));
}

function isPart(value: unknown): value is Part {
  return (
    isObject(value) &&
    isMissingOr(value.text, isText) &&
    isMissingOr(value.image, isText) &&
    isMissingOr(value.image_url, isAddress)
  );
}

function isAddress(value: unknown): value is z.infer<typeof addressSchema> {
  return isText(value) || (isObject(value) && isText(value.url));
}

function areNames(value: unknown): value is z.infer<typeof namedSchema>[] {
  return isListOf(value, isName);
}

function isName(value: unknown): value is z.infer<typeof namedSchema> {
  return isText(value) || (isObject(value) && isText(value.path));
}

/** The caption of a chat. */
export function captionOfChat({ messages, images }: Chat, place: string): Imported {
  const answer = messages.find(({ role }) => role === 'assistant');
  if (!answer) return { place, reason: l10n.t('Nobody answers in this conversation.') };
  const text = typeof answer.content === 'string' ? answer.content : textOf(answer.content);
  const parts = messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content));
  const shown = parts.map(imageOf).find((image) => image !== undefined);
  const beside = images?.at(0);
  const image = shown ?? (typeof beside === 'object' ? beside.path : beside);
  if (image === undefined) return { place, reason: l10n.t('No image is in this conversation, or beside it.') };
  return { ...imageNamed(image), text, place };
}

function textOf(parts: readonly Part[]): string {
  return parts.map(({ text }) => text ?? '').join('');
}

function imageOf({ image_url: address, image }: Part): string | undefined {
  return (typeof address === 'object' ? address?.url : address) ?? image ?? undefined;
}

/** An address that holds the image itself says nothing of its name. */
function imageNamed(image: string): Pick<ImportedCaption, 'image' | 'content'> {
  const [, mediaType, data] = /^data:([^;,]*)[^,]*;base64,(.*)$/s.exec(image) ?? [];
  if (data === undefined) return { image };
  const bytes = Buffer.from(data, 'base64');
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { image: mediaType, content: { size: bytes.length, hash } };
}
