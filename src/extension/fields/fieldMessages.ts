/** The fields beside a caption: what a row says under keys that are none of Showtell's. */
import * as z from 'zod/mini';

export const fieldFromWebview = [
  /** Asks which fields are always shown; they are told again whenever they change. */
  z.object({ type: z.literal('askFields') }),
  /** A field of an entry gets another text. */
  z.object({ type: z.literal('setField'), key: z.string(), name: z.string(), text: z.string(), id: z.number() }),
] as const;
export type FieldFromWebview = z.infer<(typeof fieldFromWebview)[number]>;

export const fieldToWebview = [
  /** The fields that every image shows, in this order, whether or not its row has them. */
  z.object({ type: z.literal('fields'), names: z.array(z.string()) }),
  /** The answer to `setField`: the document has it, or it was refused. */
  z.object({ type: z.literal('fieldSet'), id: z.number() }),
] as const;
export type FieldToWebview = z.infer<(typeof fieldToWebview)[number]>;
