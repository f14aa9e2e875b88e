import * as l10n from '@vscode/l10n';
import type { Sharp, SharpOptions } from 'sharp';

type SharpFactory = (input: Uint8Array, options: SharpOptions) => Sharp;
let sharpFactory: Promise<SharpFactory> | undefined;

/** Loaded when the first image comes, so that a machine it does not run on still gets a clear message. */
export function loadSharp(): Promise<SharpFactory> {
  sharpFactory ??= import('sharp').then(
    ({ default: sharp }) => {
      // Several images are decoded beside each other; one thread for each is quicker than several for one.
      sharp.concurrency(1);
      sharp.cache(false);
      return sharp;
    },
    (error: unknown) => {
      throw new Error(l10n.t('Images cannot be decoded: the package "sharp" did not load. Install Showtell anew.'), {
        cause: error,
      });
    },
  );
  return sharpFactory;
}
