import * as vscode from 'vscode';
import { isSurelyAbove, isSurelyBelow } from '../../captioner/training/fineTune/verdict';
import type { SavedReport } from '../../engine/client/client';

type Estimate = SavedReport['before']['bleu4'];

/** Whether to use the new model, in a plain sentence. */
export function recommendation(report: SavedReport): { title: string; reason: string } {
  const { verdict, heldOut, change } = report;
  if (verdict === 'better') {
    return {
      title: vscode.l10n.t('Use the new model.'),
      reason: vscode.l10n.t(
        'On {0} images that it did not learn from, it is surely better. {1}',
        heldOut,
        whatIsSure(report),
      ),
    };
  }
  const few = change.ciderD.interval === null;
  if (verdict === 'probablyBetter') {
    // Where captions tell nothing, the verdict rests on the words that the person wrote, and what there is to type is chance.
    const why =
      few || change.completing.value >= 0
        ? vscode.l10n.t('But it expects the words that you wrote there more than the old one does.')
        : typingText(change.completing.value);
    return {
      title: vscode.l10n.t('Use the new model; it is probably better.'),
      reason: vscode.l10n.t('{0} images that it did not learn from are too few to be sure. {1}', heldOut, why),
    };
  }
  if (few) {
    return {
      title: vscode.l10n.t('Keep the old model for now: there is too little to tell.'),
      reason: vscode.l10n.t(
        'On {0} images that it did not learn from, which are few, the new one is not surely better. Correct more captions, then try again.',
        heldOut,
      ),
    };
  }
  return {
    title: vscode.l10n.t('Keep the old model: nothing was gained.'),
    reason: vscode.l10n.t(
      'On {0} images that it did not learn from, the new one is no better. Correct more captions, then try again.',
      heldOut,
    ),
  };
}

/** What is so once a person uses the new model. */
export function nowInUse(): { title: string; reason: string } {
  return {
    title: vscode.l10n.t('It suggests captions now.'),
    reason: vscode.l10n.t(
      'What you decided stays as it is. To go back, keep the old one, or choose a model above the list.',
    ),
  };
}

/** What a model that is surely better is better at: the first of what people care for that is sure. */
function whatIsSure({ change }: SavedReport): string {
  if (isSurelyBelow(change.completing)) {
    const nearer = isSurelyAbove(change.ciderD) || isSurelyBelow(change.correcting);
    const typing = typingText(change.completing.value);
    return nearer ? typing : `${typing} ${vscode.l10n.t('Its suggestions, read by themselves, are no better.')}`;
  }
  if (isSurelyBelow(change.correcting)) {
    const amount = Math.abs(change.correcting.value).toFixed(1);
    return vscode.l10n.t('Its suggestions take {0} fewer keys and clicks for 100 characters to correct.', amount);
  }
  return vscode.l10n.t('Its suggestions are nearer to what you wrote.');
}

function typingText(change: number): string {
  const amount = Math.abs(change).toFixed(1);
  return vscode.l10n.t('Captioning takes {0} fewer keys and clicks for 100 characters.', amount);
}

/** Whether suggestions are worth reading, in sentences; none in the report of an older version. */
export function readingTexts({ reading, heldOut }: SavedReport): string[] {
  if (!reading) return [];
  const { before, after, people } = reading;
  const percent = (share: number): string => (100 * share).toFixed(0);
  return [
    vscode.l10n.t(
      'Different suggestions for these {0} images: {1} before, {2} after; you wrote {3}.',
      heldOut,
      before.distinct,
      after.distinct,
      people,
    ),
    vscode.l10n.t(
      'Of what they name, you named there, too: {0} % before, {1} % after. Words that stand in many of your captions count less.',
      percent(before.right),
      percent(after.right),
    ),
    ...after.mostSaid.map(({ caption, times }) => vscode.l10n.t('Said {0} times: “{1}”', times, caption)),
  ];
}

/** The figures before and after, as they stand in the table. */
export function figureRows(report: SavedReport): { name: string; before: string; after: string; better: boolean }[] {
  const { before, after, completedImages } = report;
  const row = (
    name: string,
    of: (figures: SavedReport['before']) => Estimate,
    scale: number,
    lowerIsBetter: boolean,
  ): ReturnType<typeof figureRows>[number] => {
    const texts = { before: estimateText(of(before), scale), after: estimateText(of(after), scale) };
    const isBetter = lowerIsBetter ? of(after).value < of(before).value : of(after).value > of(before).value;
    // What reads the same is no gain to be marked.
    return { name, ...texts, better: isBetter && texts.after !== texts.before };
  };
  return [
    row('BLEU-4', (figures) => figures.bleu4, 100, false),
    row('CIDEr-D', (figures) => figures.ciderD, 100, false),
    row(
      vscode.l10n.t('Effort to correct the suggestion (actions for 100 characters)'),
      (figures) => figures.correcting,
      1,
      true,
    ),
    row(
      completedImages === report.heldOut
        ? vscode.l10n.t('Effort with completion (the same)')
        : vscode.l10n.t('Effort with completion (the same, on the first {0} of them)', completedImages),
      (figures) => figures.completing,
      1,
      true,
    ),
    {
      name: vscode.l10n.t('Loss a word (nats)'),
      before: before.loss.toFixed(2),
      after: after.loss.toFixed(2),
      better: after.loss < before.loss,
    },
  ];
}

function estimateText({ value, interval }: Estimate, scale: number): string {
  const text = (number: number): string => (scale * number).toFixed(1);
  return interval ? `${text(value)} (${text(interval[0])} – ${text(interval[1])})` : text(value);
}
