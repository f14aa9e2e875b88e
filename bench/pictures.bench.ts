/**
 * What it costs to show a person the captioner's own picture of an image instead of its file: looking whether that is needed, a
 * thumbnail, and the whole picture with its way between the processes. Photographs of 12 megapixels, as they come from cameras
 * and as they are shown otherwise; the peer is decoding the same file for a suggestion. Medians of five; prints one JSON line.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { decodeImage, decodePicture } from '../src/engine/images/imageDecoding';
import { shownOtherwise } from '../src/engine/images/shownOtherwise/shownOtherwise';

const runs = 5;
/** As the bundled captioner takes images. */
const size = 260;
/** On a screen with two pixels for one. */
const thumbnailWidth = 288;

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return Number(times.toSorted((one, other) => one - other)[runs >> 1].toFixed(1));
}

async function measure(file: string) {
  const decodeMs = await median(() => decodeImage(file, size));
  const lookMs = await median(() => shownOtherwise(file));
  const thumbnailMs = await median(() => decodePicture(file, thumbnailWidth));
  const wholeMs = await median(async () => {
    const png = Buffer.from(await decodePicture(file)).toString('base64');
    return Buffer.from(String(JSON.parse(JSON.stringify(png))), 'base64');
  });
  const megabytes = Number(((await decodePicture(file)).length / 1e6).toFixed(1));
  return { decodeMs, lookMs, thumbnailMs, wholeMs, megabytes };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-pictures-'));
  try {
    const photograph = sharp(path.join('samples', 'forest-stream.jpg')).resize(4000, 3000, { fit: 'fill' });
    const files = {
      'photograph.jpg': photograph.clone().jpeg({ quality: 90 }),
      'inks.jpg': photograph.clone().toColourspace('cmyk').jpeg({ quality: 90 }),
      'lying.webp': photograph.clone().withMetadata({ orientation: 6 }).webp({ quality: 85 }),
      'photograph.png': photograph.clone().png(),
    };
    const measured: Record<string, Awaited<ReturnType<typeof measure>>> = {};
    for (const [name, image] of Object.entries(files)) {
      const file = path.join(folder, name);
      writeFileSync(file, await image.toBuffer());
      measured[name] = await measure(file);
    }
    console.log(JSON.stringify({ measurement: 'pictures', load: os.loadavg()[0], measured }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
