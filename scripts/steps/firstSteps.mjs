import path from 'node:path';
import { root } from './process.mjs';

/** A small extension that opens Showtell's first steps in the first window that it runs in. */
export const firstSteps = path.join(root, 'scripts', 'firstSteps');
