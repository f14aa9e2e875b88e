const [firstFrame, lastFrame] = [0xc0, 0xcf];
/** Three numbers in their midst that mean something else. */
const noFrames: readonly number[] = [0xc4, 0xc8, 0xcc];

/** Whether a marker of a JPEG is that of a frame header, which has the size and how many components there are (ITU-T T.81, table B.1). */
export function isFrameHeader(marker: number): boolean {
  return marker >= firstFrame && marker <= lastFrame && !noFrames.includes(marker);
}
