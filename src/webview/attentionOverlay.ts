import { element } from './dom';

/** How dark the places are that the captioner did not look at. */
const darkest = 0.72;

/** Shows over an image where the captioner looked: what it did not look at goes dark. */
export class AttentionOverlay {
  readonly element = element('canvas', { class: 'attention', 'aria-hidden': 'true' });

  /**
   * @param weights over the grid, row by row; they are shown relative to the largest
   */
  show(weights: readonly number[], width: number, height: number): void {
    const context = this.element.getContext('2d');
    if (!context || weights.length !== width * height) return;
    this.element.width = width;
    this.element.height = height;
    const pixels = context.createImageData(width, height);
    const [least, most] = [Math.min(...weights), Math.max(...weights)];
    weights.forEach((weight, at) => {
      const share = most > least ? (weight - least) / (most - least) : 1;
      pixels.data[at * 4 + 3] = Math.round(255 * darkest * (1 - share));
    });
    // The browser enlarges the few pixels smoothly.
    context.putImageData(pixels, 0, 0);
    this.element.classList.add('shown');
  }

  hide(): void {
    this.element.classList.remove('shown');
  }
}
