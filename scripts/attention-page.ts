/**
 * Makes models/attention.webp: where the captioner looks for each word, on photographs of samples/, in the manner of figure 3
 * of Show, Attend and Tell (Xu et al. 2015). `npx tsx scripts/attention-page.ts [--model DIR] [--out FILE.webp]`
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import sharp, { type OverlayOptions } from 'sharp';
import { Captioner } from '../src/captioner/captioner';
import type { Candidate, SuggestedWord } from '../src/captioner/suggestion';
import { useBackend } from '../src/engine/backends/backends';
import { decodeImages } from '../src/engine/images/imageTensor';
import { escapeHtml } from '../src/extension/base/escapeHtml';

/** Those under CC BY ask for their authors' names. */
const photographs: readonly { file: string; credit: string }[] = [
  { file: 'shepherd-dog.jpg', credit: 'Hans Kemperman, public domain' },
  { file: 'dogs-at-window.jpg', credit: 'Aitzol Berasategi, CC BY 4.0' },
  { file: 'musicians.jpg', credit: 'Elidealista, CC0' },
  { file: 'horses.jpg', credit: 'Seth Zeigler, CC0' },
  { file: 'temple.jpg', credit: 'danielbuechele, CC BY 2.0' },
  { file: 'coffee.jpg', credit: 'Rachel Michetti, CC0' },
];

const cell = { width: 144, height: 108, gap: 8, label: 24 };
/** Words stand in two rows beside the photograph, which is as tall as both. */
const rows = 2;
const rowHeight = cell.height + cell.label;
const whole = { width: 336, height: rows * rowHeight - cell.label };
const margin = 28;
const introduction = 72;
const heading = 36;
const blockGap = 26;
const ink = '#1f2328';
const grey = '#57606a';

/** A photograph with what the captioner says of it. */
interface Captioned {
  file: string;
  credit: string;
  best: Candidate;
  grid: { height: number; width: number };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: path.join('models', 'flickr8k-attention') },
      out: { type: 'string', default: path.join('models', 'attention.webp') },
    },
  });
  await useBackend('auto');
  const captioner = await Captioner.open(values.model);
  const captioned = await captionSamples(captioner);
  const mostColumns = Math.max(...captioned.map(columnsOf));
  const width = 2 * margin + whole.width + mostColumns * (cell.width + cell.gap);
  const layers: OverlayOptions[] = [];
  const legend = 'bright: the most attention that a word gives · dark: the least · %: how likely the word is right';
  const texts = [titleLine(42, 21, 'Where the captioner looks for each word', legend)];
  let top = introduction;
  for (const one of captioned) {
    const about = `${percent(one.best.confidence)} sure · photograph: ${one.credit}`;
    texts.push(titleLine(top + 24, 17, `“${one.best.text}”`, about));
    layers.push({ input: await photographOf(one.file, whole), ...rawIn(whole), left: margin, top: top + heading });
    const photograph = await photographOf(one.file, cell);
    const columns = columnsOf(one);
    for (const [at, word] of one.best.words.entries()) {
      const left = margin + whole.width + cell.gap + (at % columns) * (cell.width + cell.gap);
      const y = top + heading + Math.floor(at / columns) * rowHeight;
      layers.push({ input: await highlight(photograph, word, one.grid), ...rawIn(cell), left, top: y });
      texts.push(wordLabel(left, y + cell.height + 17, word));
    }
    top += heading + rows * rowHeight + blockGap;
  }
  await writePage(values.out, { width, height: top }, texts, layers);
  captioner.dispose();
}

function columnsOf({ best }: Captioned): number {
  return Math.ceil(best.words.length / rows);
}

/** A line in bold, and what is about it after it. */
function titleLine(y: number, size: number, title: string, about: string): string {
  const after = `<tspan dx="16" font-size="13" font-weight="normal" fill="${grey}">${escapeHtml(about)}</tspan>`;
  return `<text x="${margin}" y="${y}" font-size="${size}" font-weight="bold" fill="${ink}">${escapeHtml(title)}${after}</text>`;
}

async function captionSamples(captioner: Captioner): Promise<Captioned[]> {
  const pixels = await decodeImages(
    photographs.map(({ file }) => path.join('samples', file)),
    captioner.imageSize,
  );
  const grids = captioner.encode(pixels);
  const suggestions = captioner.suggestAll(grids);
  tf.dispose([pixels, grids]);
  return suggestions.map(({ candidates: [best], gridHeight, gridWidth }, at) => ({
    ...photographs[at],
    best,
    grid: { height: gridHeight, width: gridWidth },
  }));
}

type Size = { width: number; height: number };

/** RGB of the whole photograph, squashed a little rather than cut: the captioner looks at all of it. */
function photographOf(file: string, { width, height }: Size): Promise<Buffer> {
  return sharp(path.join('samples', file))
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer();
}

function rawIn({ width, height }: Size): Pick<OverlayOptions, 'raw'> {
  return { raw: { width, height, channels: 3 } };
}

/** The photograph, dark and grey where the word's attention is least, as it is where that is greatest. */
async function highlight(photograph: Buffer, word: SuggestedWord, grid: Captioned['grid']): Promise<Buffer> {
  const least = Math.min(...word.attention);
  const range = Math.max(...word.attention) - least || 1;
  const levels = Uint8Array.from(word.attention, (weight) => Math.round((255 * (weight - least)) / range));
  const light = await sharp(levels, { raw: { width: grid.width, height: grid.height, channels: 1 } })
    .resize(cell.width, cell.height, { fit: 'fill', kernel: 'cubic' })
    .blur(5)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const brightest = Math.max(...light) || 1;
  const shown = Buffer.alloc(photograph.length);
  for (let pixel = 0; pixel < light.length; pixel++) {
    const share = (light[pixel] / brightest) ** 1.3;
    const colours = [0, 1, 2].map((channel) => photograph[3 * pixel + channel]);
    const luminance = 0.3 * colours[0] + 0.59 * colours[1] + 0.11 * colours[2];
    colours.forEach((colour, channel) => {
      const dimmed = 0.2 * (0.4 * colour + 0.6 * luminance);
      shown[3 * pixel + channel] = Math.min(255, Math.round(share * (0.85 * colour + 38) + (1 - share) * dimmed));
    });
  }
  return shown;
}

function wordLabel(x: number, y: number, word: SuggestedWord): string {
  const right = `x="${x + cell.width}" y="${y}" font-size="12" text-anchor="end" fill="${grey}"`;
  return (
    `<text x="${x}" y="${y}" font-size="15" fill="${ink}">${escapeHtml(word.text)}</text>` +
    `<text ${right}>${percent(word.probability)}</text>`
  );
}

async function writePage(
  file: string,
  { width, height }: Size,
  texts: readonly string[],
  layers: readonly OverlayOptions[],
): Promise<void> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif">${texts.join('')}</svg>`;
  const { size } = await sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite([...layers, { input: Buffer.from(svg), left: 0, top: 0 }])
    .webp({ quality: 74, effort: 6 })
    .toFile(file);
  console.log(`${file}: ${width} × ${height} pixels, ${Math.round(size / 1000)} kB`);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
