/** The kind of the part of a stream that describes all of it (AV1 specification, section 6.2.2). */
const sequenceHeader = 1;
/** What describes a stream takes some ten bytes. */
export const streamHeadLength = 128;

/** Bits from the most significant on; zeros behind the end. */
class Bits {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** The next so many bits, as a number. */
  next(count: number): number {
    let value = 0;
    for (let read = 0; read < count; read++, this.at++)
      value = value * 2 + (((this.bytes[this.at >> 3] ?? 0) >> (7 - (this.at & 7))) & 1);
    return value;
  }

  flag(): boolean {
    return this.next(1) === 1;
  }

  /** Section 4.10.3. */
  skipUvlc(): void {
    let zeros = 0;
    while (zeros < 32 && !this.flag()) zeros++;
    this.next(zeros < 32 ? zeros : 0);
  }
}

/**
 * The colours that a stream of AV1 says by itself, by the numbers of ITU-T H.273: they count where the file around it has none.
 * @param stream its beginning, of {@link streamHeadLength} bytes
 * @returns nothing where it says none, or is no stream
 */
export function av1Colours(stream: Uint8Array): { primaries: number; transfer: number } | undefined {
  for (let at = 0; at < stream.length;) {
    const head = stream[at];
    if ((head & 0x80) !== 0) return undefined;
    at += (head & 4) === 0 ? 1 : 2;
    let size = stream.length - at;
    if ((head & 2) !== 0) {
      size = 0;
      for (let shift = 0; shift < 56 && at < stream.length; shift += 7) {
        const byte = stream[at++];
        size += (byte & 0x7f) * 2 ** shift;
        if ((byte & 0x80) === 0) break;
      }
    }
    if (((head >> 3) & 15) === sequenceHeader) return coloursIn(new Bits(stream.subarray(at, at + size)));
    at += size;
  }
  return undefined;
}

/** Section 5.5: all before the colours has to be walked over. */
function coloursIn(bits: Bits): { primaries: number; transfer: number } | undefined {
  const profile = bits.next(3);
  bits.next(1);
  const isReduced = bits.flag();
  if (isReduced) bits.next(5);
  else skipOperatingPoints(bits);
  const [widthBits, heightBits] = [bits.next(4) + 1, bits.next(4) + 1];
  bits.next(widthBits);
  bits.next(heightBits);
  if (!isReduced && bits.flag()) bits.next(7);
  bits.next(3);
  if (!isReduced) skipTools(bits);
  bits.next(3);
  const isDeep = bits.flag();
  if (profile === 2 && isDeep) bits.next(1);
  if (profile !== 1) bits.next(1);
  return bits.flag() ? { primaries: bits.next(8), transfer: bits.next(8) } : undefined;
}

function skipOperatingPoints(bits: Bits): void {
  let delayLength = 0;
  if (bits.flag()) {
    bits.next(64);
    if (bits.flag()) bits.skipUvlc();
    if (bits.flag()) {
      delayLength = bits.next(5) + 1;
      bits.next(42);
    }
  }
  const hasDelays = bits.flag();
  for (let left = bits.next(5) + 1; left > 0; left--) {
    bits.next(12);
    if (bits.next(5) > 7) bits.next(1);
    if (delayLength > 0 && bits.flag()) bits.next(2 * delayLength + 1);
    if (hasDelays && bits.flag()) bits.next(4);
  }
}

function skipTools(bits: Bits): void {
  bits.next(4);
  const hasOrder = bits.flag();
  if (hasOrder) bits.next(2);
  const isScreenContent = bits.flag() || bits.flag();
  if (isScreenContent && !bits.flag()) bits.next(1);
  if (hasOrder) bits.next(3);
}
