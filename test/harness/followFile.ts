import { createReadStream, existsSync } from 'node:fs';
import { finished } from 'node:stream/promises';

const everyMilliseconds = 250;

/**
 * Copies what a growing file gets to the standard output, as it comes.
 * @returns what ends it, after the rest
 */
export function followFile(file: string): () => Promise<void> {
  let position = 0;
  let last = Promise.resolve();
  const copyMore = async (): Promise<void> => {
    if (!existsSync(file)) return;
    const stream = createReadStream(file, { start: position });
    stream.on('data', (chunk) => {
      position += chunk.length;
      process.stdout.write(chunk);
    });
    await finished(stream);
  };
  const next = (): Promise<void> => (last = last.then(copyMore));
  const timer = setInterval(() => void next(), everyMilliseconds);
  return async () => {
    clearInterval(timer);
    await next();
  };
}
