/** Primaries of sRGB, and "unspecified", which is taken for it (ITU-T H.273, table 2). */
const primariesOfSrgb: readonly number[] = [1, 2];
/** The transfer of sRGB, "unspecified", and the gamma of 2.2, which looks like it (table 3). */
const transfersOfSrgb: readonly number[] = [2, 4, 13];
/** The curves of video cameras, which browsers take for that of sRGB where they are in AVIF, and not in PNG. */
const transfersOfVideo: readonly number[] = [1, 6, 14, 15];

/**
 * Whether colours that are given by numbers (ITU-T H.273; `cICP` in PNG, `nclx` in AVIF) are other ones than those of sRGB to a
 * browser. Image decoding here takes all for sRGB. Measured in Chromium: what is none differs by up to 6 of 255, the others by more.
 */
export function areOtherColours(primaries: number, transfer: number, format: 'png' | 'avif'): boolean {
  const transfers = format === 'avif' ? [...transfersOfSrgb, ...transfersOfVideo] : transfersOfSrgb;
  return !primariesOfSrgb.includes(primaries) || !transfers.includes(transfer);
}
