import assert from 'node:assert/strict';
import { fromFiniteFloat16, fromFloat16, halfValues, toFloat16 } from '../../src/captioner/float16';

/** The value of half precision bits, straight from the definition in IEEE 754. */
function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const all = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits);
const bitsOf = (...values: number[]): number[] => [...toFloat16(Float32Array.from(values))];

describe('Float16', () => {
  it('keeps each of the numbers that it has', () => {
    const numbers = all.filter((bits) => !Number.isNaN(halfValue(bits)));
    assert.deepEqual(toFloat16(Float32Array.from(numbers, halfValue)), numbers);
  });

  it('takes the nearer of two neighbours, and of two equally near ones the even', () => {
    const lower = all.filter((bits) => bits < 0x7bff);
    const between = (share: number): Uint16Array =>
      toFloat16(Float32Array.from(lower, (bits) => (1 - share) * halfValue(bits) + share * halfValue(bits + 1)));
    assert.deepEqual(between(0.25), lower);
    assert.deepEqual(
      between(0.5),
      lower.map((bits) => bits + (bits % 2)),
    );
    assert.deepEqual(
      between(0.75),
      lower.map((bits) => bits + 1),
    );
  });

  it('is infinite from the middle between the largest number and what would come after it', () => {
    assert.deepEqual(bitsOf(65504, 65519, 65520, 131008, 3e38), [0x7bff, 0x7bff, 0x7c00, 0x7c00, 0x7c00]);
    assert.deepEqual(bitsOf(-65519, -65520, -3e38), [0xfbff, 0xfc00, 0xfc00]);
    assert.deepEqual(bitsOf(Infinity, -Infinity), [0x7c00, 0xfc00]);
  });

  it('is nothing, with its sign, for what is nearer to that than to the smallest number', () => {
    const [smallest, tiny] = [2 ** -24, 2 ** -33];
    assert.deepEqual(bitsOf(smallest / 2, smallest * 0.51, tiny, 0), [0, 1, 0, 0]);
    assert.deepEqual(bitsOf(-smallest / 2, -smallest * 0.51, -tiny, -0), [0x8000, 0x8001, 0x8000, 0x8000]);
  });

  it('says of what is no number that it is none', () => assert.deepEqual(bitsOf(NaN), [0x7e00]));

  it('gives the number of all bits', () => {
    // Also tells 0 and −0 apart.
    assert.deepEqual(halfValues(), Float32Array.from(all, halfValue));
    assert.deepEqual(fromFloat16(all), halfValues());
  });

  it('gives finite numbers alone where these are asked for', () => {
    const finite = all.filter((bits) => Number.isFinite(halfValue(bits)));
    assert.deepEqual(fromFiniteFloat16(finite), fromFloat16(finite));
    for (const bits of all.filter((each) => !Number.isFinite(halfValue(each)))) {
      const among = Uint16Array.of(0x3c00, bits, 0x7bff);
      assert.equal(fromFiniteFloat16(among), undefined, `0x${bits.toString(16)}`);
    }
  });
});
