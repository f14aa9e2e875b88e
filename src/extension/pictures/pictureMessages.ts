/** What the captioner sees of an image whose file a browser shows otherwise, or not at all. */
import * as z from 'zod/mini';

export const pictureFromWebview = [
  /** By an address that the webview was told; as wide at most, in pixels, or as wide as the image is. */
  z.object({ type: z.literal('decode'), uri: z.string(), width: z.optional(z.int().check(z.positive())) }),
] as const;
export type PictureFromWebview = z.infer<(typeof pictureFromWebview)[number]>;

export const pictureToWebview = [
  z.object({
    type: z.literal('decoded'),
    uri: z.string(),
    width: z.optional(z.number()),
    /** PNG; absent where there is none. */
    picture: z.optional(z.instanceof(Uint8Array<ArrayBuffer>)),
    /** What is wrong with the image; absent where it is the captioner that cannot be asked. */
    problem: z.optional(z.string()),
  }),
] as const;
export type PictureToWebview = z.infer<(typeof pictureToWebview)[number]>;
