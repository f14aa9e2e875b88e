import * as vscode from 'vscode';
import type { Choice } from '../base/quickSteps';
import type { ComparedImage } from './modelComparison';

/** So many images, by chance, of some. */
export type ImageChoice = Choice & { from: readonly ComparedImage[]; count: number };

/** How many images can be chosen; all that are shown, besides. */
const counts = [20, 50, 100];

/**
 * How many images can be compared. Those that no model has learned from come first: of others, what is preferred says little.
 * @param all images that are shown
 */
export function imageChoices(all: readonly ComparedImage[]): ImageChoice[] {
  const unlearned = all.filter(({ mayBeLearned }) => !mayBeLearned);
  const hasLearned = unlearned.length < all.length;
  const choice = (from: readonly ComparedImage[], count: number, label: string): ImageChoice => ({
    ...{ from, count, label, icon: 'file-media' },
    ...(from.length > unlearned.length && {
      detail: vscode.l10n.t('Also those that a model may have learned from, and whose captions it says by heart.'),
    }),
  });
  const drawn = (from: readonly ComparedImage[], count: number): ImageChoice =>
    choice(from, count, vscode.l10n.t('{0} images at random', count.toLocaleString()));
  const { length } = unlearned;
  return [
    ...counts.filter((count) => count < length).map((count) => drawn(unlearned, count)),
    ...(hasLearned && length > 0
      ? [
          choice(
            unlearned,
            length,
            vscode.l10n.t(
              'All images that neither has learned from, as far as can be told: {0}',
              length.toLocaleString(),
            ),
          ),
        ]
      : []),
    ...counts.filter((count) => count >= length && count < all.length).map((count) => drawn(all, count)),
    choice(all, all.length, vscode.l10n.t('All images that are shown: {0}', all.length.toLocaleString())),
  ];
}
