import * as l10n from '@vscode/l10n';
import type { UnfamiliarView } from '../../extension/unfamiliar/unfamiliarMessages';

/** What is said of a dataset that is unlike what the model knows: what it is, and why to do something about it. */
export interface UnfamiliarText {
  title: string;
  /** What was gained elsewhere; see docs/fine-tune-trials.md. */
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
            : l10n.t('Caption about 50 and fine-tune. {0}', typing()),
      };
    case 30:
      return { title: enough, reason: l10n.t('That is enough to learn from. {0}', typing()) };
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

function typing(): string {
  return l10n.t(
    'On satellite pictures, a fine-tune after every 50 saved a third of the keystrokes and clicks (35 for 100 characters, where it took 54).',
  );
}
