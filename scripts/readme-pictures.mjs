import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { fail, root, say } from './steps/process.mjs';

/** The pictures of the README, and those of the journey with sixty images that they are made of. */
const pictures = {
  list: 'sixty-list',
  completion: 'sixty-ghost',
  large: 'sixty-large',
  replace: 'sixty-replace',
  statistics: 'sixty-statistics',
};

/** `node scripts/readme-pictures.mjs`, after `npm test -- ui/sixtyImages`: makes the README's pictures of those that the tests took. */
async function main() {
  const folder = path.join(root, 'media', 'readme');
  mkdirSync(folder, { recursive: true });
  for (const [name, taken] of Object.entries(pictures)) {
    const file = path.join(folder, `${name}.webp`);
    const { size } = await sharp(path.join(root, 'test', 'ui', 'out', `${taken}.png`))
      .webp({ quality: 88 })
      .toFile(file);
    say(`${path.relative(root, file)}: ${Math.round(size / 1000)} kB`);
  }
}

main().catch(fail);
