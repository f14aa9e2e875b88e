import type { CalibrationReport } from './calibrationReport';
import type { Reliability } from './reliability';

const side = 260;
const gap = 70;
const margin = { left: 56, top: 84, right: 24, bottom: 60 };
const ink = '#24292f';
const faint = '#d0d7de';
const panels = { width: margin.left + 2 * side + gap + margin.right, height: margin.top + side + margin.bottom };

/**
 * Draws reliability diagrams of words and captions beside each other: how much was right of what was said with some
 * confidence, before and after calibration. On the diagonal, the one is the other.
 * @returns an SVG picture
 */
export function reliabilityDiagram({ images, words, captions }: CalibrationReport): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${panels.width} ${panels.height}" width="${panels.width}"`,
    ` height="${panels.height}" font-family="sans-serif" font-size="12" fill="${ink}">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    panel(0, `Words (${countOf(words.after)})`, words, 'right'),
    panel(side + gap, `Captions (${images})`, captions, 'words that are right'),
    '</svg>\n',
  ].join('');
}

function panel(x: number, title: string, { before, after }: CalibrationReport['words'], truth: string): string {
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const parts = ticks.flatMap((tick) => [
    `<path d="M0 ${down(tick)}H${side}M${across(tick)} 0V${side}" stroke="${faint}"/>`,
    label(across(tick), side + 16, `${tick * 100}`, 'middle'),
    label(-8, down(tick) + 4, `${tick * 100}`, 'end'),
  ]);
  parts.push(`<path d="M0 ${side}L${side} 0" stroke="${ink}" stroke-dasharray="3 3"/>`);
  parts.push(curve(before, '#9a6700', false), curve(after, '#0969da', true));
  parts.push(`<text x="${side / 2}" y="-58" text-anchor="middle" font-size="14" font-weight="bold">${title}</text>`);
  parts.push(legend(-34, '#9a6700', `as the network says: error ${percent(before.error)}`, false));
  parts.push(legend(-14, '#0969da', `calibrated: error ${percent(after.error)}`, true));
  parts.push(label(side / 2, side + 40, 'mean confidence, %', 'middle'));
  parts.push(`<text transform="translate(-38 ${side / 2}) rotate(-90)" text-anchor="middle">${truth}, %</text>`);
  return `<g transform="translate(${margin.left + x} ${margin.top})">${parts.join('')}</g>`;
}

/** A dot for each bin that is not empty, its area the share of the bin. */
function curve({ bins }: Reliability, colour: string, filled: boolean): string {
  const shown = bins.filter(({ count }) => count > 0);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const line = shown.map(({ confidence, accuracy }) => `${across(confidence)} ${down(accuracy)}`).join('L');
  const dots = shown.map(({ confidence, accuracy, count }) => {
    const radius = (2 + 12 * Math.sqrt(count / total)).toFixed(1);
    const fill = filled ? colour : '#fff';
    return `<circle cx="${across(confidence)}" cy="${down(accuracy)}" r="${radius}" fill="${fill}" fill-opacity="${filled ? 0.55 : 1}"/>`;
  });
  return `<g stroke="${colour}" stroke-width="1.5"><path d="M${line}" fill="none"/>${dots.join('')}</g>`;
}

function legend(y: number, colour: string, text: string, filled: boolean): string {
  const dot = `<circle cx="6" cy="${y - 4}" r="5" fill="${filled ? colour : '#fff'}" fill-opacity="0.55" stroke="${colour}"/>`;
  return `${dot}${label(18, y, text, 'start')}`;
}

function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${text}</text>`;
}

function across(share: number): number {
  return Math.round(share * side * 10) / 10;
}

function down(share: number): number {
  return Math.round((1 - share) * side * 10) / 10;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function countOf({ bins }: Reliability): number {
  return bins.reduce((sum, { count }) => sum + count, 0);
}
