import { element } from '../base/dom';

/** How dark the places are that the captioner did not look at. */
const darkest = 0.78;
/** Pixels of the mask along each side; the browser smooths the rest. */
const side = 64;
/** Above 1 brings out what was looked at most; the order of the places stays. */
const emphasis = 1.6;
/** Width of the bell around each place of the grid, in places. */
const spread = 0.62;

/** Shows over an image where the captioner looked: what it did not look at goes dark. */
export class AttentionOverlay {
  readonly element = element('canvas', { class: 'attention', 'aria-hidden': 'true' });

  constructor() {
    this.element.width = side;
    this.element.height = side;
  }

  /**
   * @param weights over the grid, row by row; they are shown relative to the largest
   * @param width places of the grid in a row
   * @param height rows of the grid
   */
  show(weights: readonly number[], width: number, height: number): void {
    const context = this.element.getContext('2d');
    if (!context || weights.length === 0 || weights.length !== width * height) {
      this.hide();
      return;
    }
    const heat = enlarge(weights, width, height);
    const most = Math.max(...heat);
    const pixels = context.createImageData(side, side);
    heat.forEach((weight, at) => {
      const share = most > 0 ? (weight / most) ** emphasis : 1;
      pixels.data[at * 4 + 3] = Math.round(255 * darkest * (1 - share));
    });
    context.putImageData(pixels, 0, 0);
    this.element.classList.add('shown');
  }

  hide(): void {
    this.element.classList.remove('shown');
  }
}

/** The grid as a smooth mask of side × side pixels: each place becomes a bell around its centre. */
function enlarge(weights: readonly number[], width: number, height: number): number[] {
  const across = bells(width);
  const down = bells(height);
  const mask = new Array<number>(side * side).fill(0);
  for (let y = 0; y < side; y++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let row = 0; row < height; row++) sum += down[y][row] * weights[row * width + column];
      for (let x = 0; x < side; x++) mask[y * side + x] += across[x][column] * sum;
    }
  }
  return mask;
}

/** For each pixel along a side, how much each of the places counts. */
function bells(places: number): number[][] {
  return Array.from({ length: side }, (_, pixel) => {
    const position = ((pixel + 0.5) * places) / side - 0.5;
    const shares = Array.from({ length: places }, (_, place) =>
      Math.exp(-((position - place) ** 2) / (2 * spread ** 2)),
    );
    const sum = shares.reduce((total, share) => total + share, 0);
    return shares.map((share) => share / sum);
  });
}
