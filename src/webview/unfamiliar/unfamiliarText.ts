import * as l10n from '@vscode/l10n';
import type { UnfamiliarView } from '../../extension/unfamiliar/unfamiliarMessages';

/** What is said of a dataset that is unlike what the model knows: what it is, and why to do something about it. */
export interface UnfamiliarText {
  title: string;
  /** What helps, or what was gained elsewhere; see docs/fine-tune-trials.md. */
  reason: string;
}

/** The words of a notice. */
export function unfamiliarText({ offer, decided, afterDecisions }: UnfamiliarView): UnfamiliarText {
  const enough = l10n.t('{0} captions are decided, on images that this model does not know.', decided.toLocaleString());
  switch (offer) {
    case undefined:
      return {
        title: l10n.t('Unlike what this model knows.'),
        reason:
          afterDecisions > 0
            ? l10n.t('Showtell fine-tunes by itself after every {0} decisions.', afterDecisions.toLocaleString())
            : l10n.t('Caption 25 to 50 of them and fine-tune: then it suggests in your words.'),
      };
    case 30:
      return {
        title: enough,
        reason: l10n.t('That is enough to learn from: after a fine-tune it suggests in your words.'),
      };
    case 100:
      return {
        title: enough,
        reason: l10n.t(
          'On satellite pictures, suggestions came three times as near to people’s captions with 200 learned as with 50 (CIDEr-D 108 and 36; with none, 3).',
        ),
      };
    case 200:
      return {
        title: enough,
        reason: l10n.t(
          'With as many learned, suggestions came near to people’s captions of satellite pictures (CIDEr-D from 3 to 108) and of a shop’s pictures (from 3 to 105).',
        ),
      };
  }
}
