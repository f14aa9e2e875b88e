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
        const corner = (row * size + column) * block * 3;
        // Not as an array of three: of the thousands that an image has, each would be collected.
        const red = meanLevel(ofImage, corner, size * 3);
        const green = meanLevel(ofImage, corner + 1, size * 3);
        const blue = meanLevel(ofImage, corner + 2, size * 3);
        addColour(shares, first, red, green, blue);
      }
    }
  }
  for (let first = 0; first < shares.length; first += colourChannels)
    toShares(shares.subarray(first, first + colourChannels));
  return shares;
}

/** The mean of one channel in a block of pixels, from 0 to 2. @param width numbers of a row of pixels */
function meanLevel(pixels: Float32Array, corner: number, width: number): number {
  let sum = 0;
  for (let row = corner; row < corner + block * width; row += width)
    for (let at = row; at < row + block * 3; at += 3) sum += pixels[at];
  return (sum * (levels - 1)) / (255 * block * block);
}

/** Adds a colour to the counts of a location, which begin at `first`. */
function addColour(counts: Float32Array, first: number, red: number, green: number, blue: number): void {
  const lowRed = lowerLevel(red);
  const lowGreen = lowerLevel(green);
  const lowBlue = lowerLevel(blue);
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
