import * as l10n from '@vscode/l10n';
import type { RenamedView } from '../../extension/renamed/renamedMessages';

/** What is said of images that have other names now: what happened, and why something is left to the person. */
export function renamedText({ moves, example, unclear, unclearNames }: RenamedView): { title: string; reason: string } {
  const names = unclearNames.length < unclear ? [...unclearNames, '…'] : unclearNames;
  if (!example)
    return {
      title: l10n.t('Images with captions have vanished.'),
      reason: l10n.t(
        'It cannot be told which image they are now, so their captions stay as they are: {0}.',
        names.join(', '),
      ),
    };
  const { from, to } = example;
  const title =
    moves === 1
      ? l10n.t('An image with a caption has another name: {0} is {1} now.', from, to)
      : l10n.t('{0} images with captions have other names: {1} is {2} now.', moves.toLocaleString(), from, to);
  const reason =
    unclear === 0
      ? ''
      : l10n.t(
          'Of others it cannot be told which image they are now, so they stay as they are: {0}.',
          names.join(', '),
        );
  return { title, reason };
}
