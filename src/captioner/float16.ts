const floatView = new Float32Array(1);
const bitsView = new Uint32Array(floatView.buffer);

/**
 * IEEE 754 half precision, rounded to the nearest, ties to even; beyond ±65504 it is infinite.
 * @returns the bits of each value
 */
export function toFloat16(values: Float32Array): Uint16Array {
  // As a loop: `from` goes through an iterator, which takes seven times as long.
  const bits = new Uint16Array(values.length);
  for (let at = 0; at < bits.length; at++) bits[at] = halfBits(values[at]);
  return bits;
}

function halfBits(value: number): number {
  floatView[0] = value;
  const bits = bitsView[0];
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const fraction = bits & 0x7fffff;
  if (exponent >= 31) {
    const isNaN = exponent === 143 && fraction !== 0;
    return sign | 0x7c00 | (isNaN ? 0x200 : 0);
  }
  if (exponent <= 0) {
    // Subnormal: the hidden bit becomes visible and everything moves right.
    if (exponent < -10) return sign;
    return sign | roundShift(fraction | 0x800000, 14 - exponent);
  }
  // A carry out of the fraction moves into the exponent, which is just right.
  return sign + roundShift((exponent << 23) | fraction, 13);
}

function roundShift(bits: number, by: number): number {
  const kept = bits >>> by;
  const rest = bits & ((1 << by) - 1);
  const half = 1 << (by - 1);
  return kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0);
}

let halves: Float32Array | undefined;

/** The values of IEEE 754 half precision bits. */
export function fromFloat16(bits: Uint16Array): Float32Array {
  return read(bits).values;
}

/** The same, and nothing if some of the bits stand for an infinite value, or for no number. */
export function fromFiniteFloat16(bits: Uint16Array): Float32Array | undefined {
  const { values, areFinite } = read(bits);
  return areFinite ? values : undefined;
}

function read(bits: Uint16Array): { values: Float32Array; areFinite: boolean } {
  const table = (halves ??= halfValues());
  const values = new Float32Array(bits.length);
  let infinite = 0;
  for (let at = 0; at < bits.length; at++) {
    const half = bits[at];
    values[at] = table[half];
    // All ones in the exponent carry over into the bit above it; each is looked at, as there is hardly ever one.
    infinite |= (half & 0x7c00) + 0x400;
  }
  return { values, areFinite: (infinite & 0x8000) === 0 };
}

/** The value of each of the bits that there are. */
export function halfValues(): Float32Array {
  return Float32Array.from({ length: 0x10000 }, (_, half) => valueOf(half));
}

function valueOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
