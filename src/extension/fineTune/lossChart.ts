import type { SavedReport } from '../../engine/client/client';

const [width, height] = [640, 240];
const margin = { left: 44, right: 12, top: 12, bottom: 34 };

export interface ChartTexts {
  title: string;
  steps: string;
  training: string;
  heldOut: string;
  /** The held-out captions in the training that was tried too, and given up. */
  other: string;
}

/** The losses of the training by step, as SVG: of what was kept, and of what it was compared with. Colours come from the page's style sheet. */
export function lossChart({ curves }: SavedReport, texts: ChartTexts): string {
  const [{ points }, ...others] = curves;
  const heldOut = points.map(({ step, heldOutLoss }) => [step, heldOutLoss] as const);
  const training = points.flatMap(({ step, loss }) => (loss === null ? [] : [[step, loss] as const]));
  const other = others.flatMap((curve) => curve.points.map(({ step, heldOutLoss }) => [step, heldOutLoss] as const));
  const losses = [...heldOut, ...training, ...other].map(([, loss]) => loss);
  const [lowest, highest] = [Math.floor(Math.min(...losses) * 2) / 2, Math.ceil(Math.max(...losses) * 2) / 2];
  const lastStep = Math.max(1, points.at(-1)?.step ?? 1);
  const x = (step: number): number => margin.left + (step / lastStep) * (width - margin.left - margin.right);
  const y = (loss: number): number =>
    margin.top + ((highest - loss) / Math.max(0.5, highest - lowest)) * (height - margin.top - margin.bottom);
  const line = (name: string, list: readonly (readonly [number, number])[]): string =>
    `<polyline class="${name}" points="${list.map(([step, loss]) => `${x(step).toFixed(1)},${y(loss).toFixed(1)}`).join(' ')}"/>` +
    list
      .map(([step, loss]) => `<circle class="${name}" cx="${x(step).toFixed(1)}" cy="${y(loss).toFixed(1)}" r="3"/>`)
      .join('');
  const ticks = Array.from({ length: 5 }, (_, at) => lowest + (at * (highest - lowest)) / 4);
  const grid = ticks
    .map(
      (loss) =>
        `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${y(loss).toFixed(1)}" y2="${y(loss).toFixed(1)}"/>` +
        `<text class="tick" text-anchor="end" x="${margin.left - 6}" y="${(y(loss) + 4).toFixed(1)}">${loss.toFixed(2)}</text>`,
    )
    .join('');
  const stepTicks = points
    .map(
      ({ step }) =>
        `<text class="tick" text-anchor="middle" x="${x(step).toFixed(1)}" y="${height - margin.bottom + 16}">${step}</text>`,
    )
    .join('');
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${texts.title}">
    ${grid}${stepTicks}
    <text class="tick" text-anchor="middle" x="${(margin.left + width) / 2}" y="${height - 4}">${texts.steps}</text>
    ${line('training', training)}${line('other', other)}${line('held-out', heldOut)}
  </svg>
  <p class="legend">${key('training', texts.training)} ${key('held-out', texts.heldOut)} ${other.length > 0 ? key('other', texts.other) : ''}</p>`;
}

function key(name: string, text: string): string {
  return `<span class="key ${name}"></span>${text}`;
}
