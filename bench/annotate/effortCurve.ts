import { escapeHtml } from '../../src/extension/base/escapeHtml';

/** A way to caption: its name and its effort in each block of images, in order. */
export interface Series {
  name: string;
  colour: string;
  /** Actions for 100 characters. */
  values: readonly number[];
  isDashed?: boolean;
}

const width = 760;
const height = 420;
const left = 64;
const right = 190;
const top = 48;
const bottom = 56;

/**
 * Effort against images done, as a drawing (SVG): a line for each way to caption, named at its end.
 * @param images how many are done after each block
 */
export function effortCurve(title: string, images: readonly number[], series: readonly Series[]): string {
  const most = Math.ceil(Math.max(100, ...series.flatMap(({ values }) => values)) / 20) * 20;
  const last = Math.max(1, ...images);
  const x = (count: number): number => left + ((width - left - right) * count) / last;
  const y = (effort: number): number => top + (height - top - bottom) * (1 - effort / most);
  const parts = [
    `<text x="${left}" y="24" font-size="15" font-weight="600">${escapeHtml(title)}</text>`,
    ...Array.from({ length: most / 20 + 1 }, (_, at) => at * 20).map(
      (effort) =>
        `<line x1="${left}" x2="${width - right}" y1="${y(effort)}" y2="${y(effort)}" stroke="#d0d0d0"/>` +
        `<text x="${left - 8}" y="${y(effort) + 4}" text-anchor="end">${effort}</text>`,
    ),
    ...ticks(last).map(
      (count) => `<text x="${x(count)}" y="${height - bottom + 20}" text-anchor="middle">${count}</text>`,
    ),
    `<text x="${(left + width - right) / 2}" y="${height - 14}" text-anchor="middle">images done</text>`,
    `<text transform="translate(18 ${(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">actions for 100 characters</text>`,
    ...series.flatMap(({ colour, values, isDashed }) => [
      `<polyline fill="none" stroke="${colour}" stroke-width="2"${isDashed ? ' stroke-dasharray="6 4"' : ''} points="${values.map((value, at) => `${x(images[at])},${y(value)}`).join(' ')}"/>`,
      ...values.map((value, at) => `<circle cx="${x(images[at])}" cy="${y(value)}" r="2.5" fill="${colour}"/>`),
    ]),
    ...labels(series, y),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#222">`,
    `<title>${escapeHtml(title)}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** The names at the ends of their lines, moved apart where lines end close together. */
function labels(series: readonly Series[], y: (effort: number) => number): string[] {
  const lineHeight = 15;
  let lowest = -Infinity;
  return series
    .map(({ name, colour, values }) => ({ name, colour, value: values.at(-1) ?? 0 }))
    .toSorted((one, other) => other.value - one.value)
    .map(({ name, colour, value }) => {
      lowest = Math.max(lowest + lineHeight, y(value) + 4);
      const text = `${name} ${value.toFixed(1)}`;
      return `<text x="${width - right + 8}" y="${lowest}" fill="${colour}">${escapeHtml(text)}</text>`;
    });
}

/** About ten round numbers up to the last. */
function ticks(last: number): number[] {
  const step = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].find((one) => last / one <= 10) ?? 10_000;
  return Array.from({ length: Math.floor(last / step) }, (_, at) => (at + 1) * step);
}
