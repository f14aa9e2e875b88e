import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** Writes sound images, all alike, with the folders that their names lead through. */
export async function writeRedImages(folder: string, ...names: string[]): Promise<void> {
  const png = await sharp({ create: { width: 3, height: 4, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), png);
  }
}
