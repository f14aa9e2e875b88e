/** A process that decodes one image, and can be ended while it does: the decoder itself looks at its limit now and then only. */
import * as z from 'zod';
import { reasonOf } from '../../dataset/files/reason';
import { renderImage, renderingSchema } from './rendering';

const requestSchema = z.object({ bytes: z.instanceof(Uint8Array), rendering: renderingSchema, mostPixels: z.number() });

// Nobody is left who waits. An end that is not forced would wait for the decoder.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

process.once('message', (message) => {
  const { bytes, rendering, mostPixels } = requestSchema.parse(message);
  void renderImage(bytes, rendering, mostPixels).then(
    (rendered) => process.send?.({ rendered }),
    (error: unknown) => process.send?.({ error: reasonOf(error) }),
  );
});
