/** Arrays of numbers of a fixed size each, which are outside of the heap. */
type Numbers = Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** The array if it has so many places, or else a longer one that begins with it; the others are 0. */
export function grown<Array extends Numbers>(numbers: Array, places: number): Array;
export function grown(numbers: Numbers, places: number): Numbers {
  if (places <= numbers.length) return numbers;
  const Longer = numbers.constructor as new (length: number) => Numbers;
  const longer = new Longer(Math.max(places, numbers.length * 2));
  longer.set(numbers);
  return longer;
}
