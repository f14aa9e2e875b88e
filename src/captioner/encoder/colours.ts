import type * as tf from '@tensorflow/tfjs-core';

/** Dark, middle and light of each of red, green and blue. */
const levels = 3;
/** How many colours are told apart at each location. */
export const colourChannels = levels ** 3;
/** Channels of the network go from 0 to 6, too. */
const whole = 6;
/** Pixels in a row and a column that count as one: nobody names the colour of a smaller thing. */
const block = 4;

/**
 * Which colours an image has where. The network was trained to see things whatever their colour, and its grid hardly tells a red
 * shirt from a blue one; the pixels do. A colour between two levels counts for both, in proportion.
 * @param images [batch, size, size, 3], RGB from 0 to 255
 * @param gridSize locations in a row and a column
 * @returns of each location the shares of its colours, times 6 [batch][locations][27]
 */
export function coloursOf(images: tf.Tensor4D, gridSize: number): Float32Array {
  const [batch, size] = images.shape;
  const pixels = images.dataSync<'float32'>();
  const shares = new Float32Array(batch * gridSize * gridSize * colourChannels);
  const blocks = Math.floor(size / block);
  for (let image = 0; image < batch; image++) {
    const ofImage = pixels.subarray(image * size * size * 3, (image + 1) * size * size * 3);
    for (let row = 0; row < blocks; row++) {
      for (let column = 0; column < blocks; column++) {
        const place = Math.floor((row * gridSize) / blocks) * gridSize + Math.floor((column * gridSize) / blocks);
        const first = (image * gridSize * gridSize + place) * colourChannels;
        addColour(shares, first, meanColour(ofImage, size, row * block, column * block));
      }
    }
  }
  for (let first = 0; first < shares.length; first += colourChannels)
    toShares(shares.subarray(first, first + colourChannels));
  return shares;
}

/** Of a block of pixels, each from 0 to 2. */
function meanColour(pixels: Float32Array, size: number, top: number, left: number): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let row = top; row < top + block; row++) {
    const end = (row * size + left + block) * 3;
    for (let at = (row * size + left) * 3; at < end; at += 3) {
      sums[0] += pixels[at];
      sums[1] += pixels[at + 1];
      sums[2] += pixels[at + 2];
    }
  }
  const scale = (levels - 1) / (255 * block * block);
  return [sums[0] * scale, sums[1] * scale, sums[2] * scale];
}

/** Adds a colour to the counts of a location, which begin at `first`. */
function addColour(counts: Float32Array, first: number, [red, green, blue]: readonly [number, number, number]): void {
  const [lowRed, lowGreen, lowBlue] = [lowerLevel(red), lowerLevel(green), lowerLevel(blue)];
  for (let r = lowRed; r < lowRed + 2; r++) {
    for (let g = lowGreen; g < lowGreen + 2; g++) {
      const near = (1 - Math.abs(red - r)) * (1 - Math.abs(green - g));
      const place = first + (r * levels + g) * levels + lowBlue;
      counts[place] += near * (1 - (blue - lowBlue));
      counts[place + 1] += near * (blue - lowBlue);
    }
  }
}

function lowerLevel(value: number): number {
  return Math.min(levels - 2, Math.floor(value));
}

function toShares(counts: Float32Array): void {
  const all = counts.reduce((sum, count) => sum + count, 0);
  for (let at = 0; at < counts.length; at++) counts[at] *= whole / all;
}
