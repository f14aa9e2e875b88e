/**
 * How what a browser shows of an image differs from what is decoded here:
 * it lies on its side; it moves; it moves, and what is decoded is none of its frames; more of it is seen; or its colours are others.
 */
export const differences = ['turned', 'animation', 'besideAnimation', 'cropped', 'colours'] as const;
export type Difference = (typeof differences)[number];
