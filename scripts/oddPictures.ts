import sharp from 'sharp';
import { seededRandom } from '../src/dataset/collections/random';

/** What a captioner of photographs should be unsure about: pictures that no camera took. */
export const oddPictureKinds = ['noise', 'colour', 'gradient', 'text', 'screenshot', 'drawing', 'chart'] as const;
export type OddPictureKind = (typeof oddPictureKinds)[number];

const width = 480;
const height = 360;

/** A number from 0 up to 1. */
type Random = () => number;

const words =
  'the measure of every thing is kept in a book that nobody opens until winter when lamps are lit and rivers freeze over twice'.split(
    ' ',
  );

/**
 * Makes pictures of a kind, each different.
 * @param seed the same seed gives the same pictures
 * @returns PNG files
 */
export async function makeOddPictures(kind: OddPictureKind, count: number, seed: number): Promise<Buffer[]> {
  const random = seededRandom(seed);
  const pictures: Buffer[] = [];
  for (let index = 0; index < count; index++) {
    pictures.push(kind === 'noise' ? await noise(random) : await svgPicture(drawers[kind](random)));
  }
  return pictures;
}

const drawers: Record<Exclude<OddPictureKind, 'noise'>, (random: Random) => string> = {
  colour: (random) => rectangle(0, 0, width, height, colour(random)),
  gradient,
  text: textPage,
  screenshot,
  drawing,
  chart,
};

/** Grains of one to sixteen pixels, in colour or grey. */
async function noise(random: Random): Promise<Buffer> {
  const grain = 2 ** Math.floor(5 * random());
  const [columns, rows] = [Math.ceil(width / grain), Math.ceil(height / grain)];
  const channels = random() < 0.5 ? 1 : 3;
  const pixels = Uint8Array.from({ length: columns * rows * channels }, () => 256 * random());
  return sharp(pixels, { raw: { width: columns, height: rows, channels } })
    .resize(width, height, { kernel: random() < 0.5 ? 'nearest' : 'cubic', fit: 'fill' })
    .png()
    .toBuffer();
}

function gradient(random: Random): string {
  const stops = [0, 0.5, 1].map((offset) => `<stop offset="${offset}" stop-color="${colour(random)}"/>`).join('');
  const shape =
    random() < 0.5
      ? `<linearGradient id="g" gradientTransform="rotate(${Math.floor(90 * random())})">${stops}</linearGradient>`
      : `<radialGradient id="g">${stops}</radialGradient>`;
  return `<defs>${shape}</defs>${rectangle(0, 0, width, height, 'url(#g)')}`;
}

function textPage(random: Random): string {
  const size = 11 + Math.floor(18 * random());
  const dark = random() < 0.3;
  const lines = Array.from({ length: Math.floor((height - 40) / (1.5 * size)) }, (_, line) =>
    writing(24, 30 + size + 1.5 * size * line, size, sentence(random, Math.floor(700 / size)), dark ? '#ddd' : '#222'),
  );
  return rectangle(0, 0, width, height, dark ? '#1e1e1e' : '#fdfdf8') + lines.join('');
}

/** A window with a title bar, a side bar, lines of text and buttons. */
function screenshot(random: Random): string {
  const dark = random() < 0.5;
  const [page, bar, ink] = dark ? ['#1f1f1f', '#2b2b2b', '#c8c8c8'] : ['#ffffff', '#ececec', '#333333'];
  const accent = colour(random);
  const side = 90 + 60 * random();
  const parts = [rectangle(0, 0, width, height, page), rectangle(0, 0, width, 28, bar)];
  parts.push(rectangle(0, 28, side, height - 28, bar), writing(40, 19, 12, sentence(random, 18), ink));
  for (const [at, light] of ['#ff5f57', '#febc2e', '#28c840'].entries())
    parts.push(`<circle cx="${12 + 12 * at}" cy="14" r="4" fill="${light}"/>`);
  for (let y = 50; y < height - 20; y += 22) parts.push(writing(12, y, 11, sentence(random, 10), ink));
  for (let y = 56; y < height - 60; y += 17) {
    const indent = 14 * Math.floor(4 * random());
    parts.push(writing(side + 16 + indent, y, 11, sentence(random, 8 + 30 * random()), random() < 0.3 ? accent : ink));
  }
  parts.push(rectangle(width - 190, height - 40, 80, 24, accent), rectangle(width - 100, height - 40, 80, 24, bar));
  return parts.join('');
}

/** Stick figures, houses, suns and shapes in strokes on paper. */
function drawing(random: Random): string {
  const ink = random() < 0.5 ? '#111' : colour(random);
  const parts = [rectangle(0, 0, width, height, '#fffef9')];
  const count = 2 + Math.floor(5 * random());
  for (let index = 0; index < count; index++) {
    const [x, y, size] = [60 + 340 * random(), 60 + 220 * random(), 25 + 50 * random()];
    const figure = figures[Math.floor(figures.length * random())];
    parts.push(`<g transform="translate(${x} ${y}) scale(${size / 30})">${figure}</g>`);
  }
  return `<g fill="none" stroke="${ink}" stroke-width="2">${parts.join('')}</g>`;
}

const figures = [
  '<circle cx="0" cy="-24" r="8"/><path d="M0 -16 V12 M-14 -4 H14 M0 12 L-10 32 M0 12 L10 32"/>',
  '<path d="M-20 20 V-8 L0 -26 L20 -8 V20 Z M-5 20 V4 H6 V20"/>',
  '<circle r="11"/><path d="M0 -16 V-26 M0 16 V26 M-16 0 H-26 M16 0 H26 M11 11 L19 19 M-11 -11 L-19 -19"/>',
  '<path d="M-24 6 H14 L22 -8 M-24 6 L-30 -8 M-20 6 V22 M-8 6 V22 M10 6 V22"/><circle cx="24" cy="-10" r="6"/>',
  '<path d="M-25 20 L0 -20 L25 20 Z"/>',
  '<path d="M-30 0 C-20 -25 -10 25 0 0 S20 -25 30 0"/>',
];

function chart(random: Random): string {
  const parts = [rectangle(0, 0, width, height, '#fff'), rectangle(50, height - 42, width - 80, 2, '#444')];
  parts.push(rectangle(50, 30, 2, height - 72, '#444'), writing(120, 24, 15, sentence(random, 22), '#222'));
  const bars = 4 + Math.floor(8 * random());
  const step = (width - 90) / bars;
  const shade = colour(random);
  const points: string[] = [];
  for (let bar = 0; bar < bars; bar++) {
    const tall = 20 + (height - 110) * random();
    points.push(`${60 + step * (bar + 0.4)},${height - 42 - tall}`);
    parts.push(writing(56 + step * bar, height - 24, 10, sentence(random, 4), '#555'));
    if (bars % 2 === 0) parts.push(rectangle(60 + step * bar, height - 42 - tall, 0.7 * step, tall, shade));
  }
  if (bars % 2 === 1)
    parts.push(`<polyline points="${points.join(' ')}" fill="none" stroke="${shade}" stroke-width="3"/>`);
  return parts.join('');
}

function rectangle(x: number, y: number, wide: number, tall: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${wide}" height="${tall}" fill="${fill}" stroke="none"/>`;
}

function writing(x: number, y: number, size: number, text: string, fill: string): string {
  return `<text x="${x}" y="${y}" font-family="sans-serif" font-size="${size}" fill="${fill}">${text}</text>`;
}

function sentence(random: Random, letters: number): string {
  let text = '';
  while (text.length < letters) text += `${text && ' '}${words[Math.floor(words.length * random())]}`;
  return text.slice(0, Math.ceil(letters));
}

function colour(random: Random): string {
  return `hsl(${Math.floor(360 * random())} ${Math.floor(100 * random())}% ${Math.floor(15 + 75 * random())}%)`;
}

function svgPicture(content: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png().toBuffer();
}
