import * as z from 'zod';

/** The sizes that a decoder is built with; stored in its bundle. */
export const decoderShapeSchema = z.object({
  /** Pieces of the vocabulary. */
  vocabulary: z.int().positive().max(200_000),
  /** Channels of the annotation grid (D). */
  gridChannels: z.int().positive().max(8_192),
  /** Channels of an annotation after its projection (P), and of the context vector. */
  annotation: z.int().positive().max(4_096),
  /** Channels in which the hidden state and a location are compared (Q). */
  attention: z.int().positive().max(4_096),
  /** Channels of a piece's embedding (M). */
  embedding: z.int().positive().max(4_096),
  /** Channels of the LSTM (H). */
  hidden: z.int().positive().max(4_096),
  /** False: the baseline, which sees only the image vector *v*. */
  attends: z.boolean(),
});
export type DecoderShape = z.infer<typeof decoderShapeSchema>;

/** The shape that `../../../models/README.md` reports on, but for the vocabulary and the encoder's channels. */
export const defaultDecoderShape = { annotation: 512, attention: 256, embedding: 256, hidden: 512, attends: true };
