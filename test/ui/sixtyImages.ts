import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

/** What is cut out of a photograph, as shares of its width and height. */
const crops = [
  { left: 0, top: 0, width: 1, height: 1 },
  { left: 0, top: 0.05, width: 0.8, height: 0.9 },
  { left: 0.2, top: 0.05, width: 0.8, height: 0.9 },
  { left: 0.1, top: 0.1, width: 0.8, height: 0.85 },
] as const;

/** Makes 60 photographs from those of samples/: each as it is and cut in other ways. @returns their names, in order */
export async function makeSixtyImages(folder: string): Promise<string[]> {
  const samples = (await readdir('samples'))
    .filter((name) => name.endsWith('.jpg'))
    .sort()
    .slice(0, 15);
  const names: string[] = [];
  for (const [which, crop] of crops.entries()) {
    for (const sample of samples) {
      const name = `${path.parse(sample).name}-${which + 1}.jpg`;
      const image = sharp(path.join('samples', sample));
      const { width, height } = await image.metadata();
      const area = {
        left: Math.round(crop.left * width),
        top: Math.round(crop.top * height),
        width: Math.round(crop.width * width),
        height: Math.round(crop.height * height),
      };
      await image.extract(area).jpeg({ quality: 88 }).toFile(path.join(folder, name));
      names.push(name);
    }
  }
  return names.sort();
}
