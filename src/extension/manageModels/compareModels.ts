import * as vscode from 'vscode';
import { showInformation } from '../base/notifications';
import { QuickSteps } from '../base/quickSteps';
import { drawnImages, shownImages } from '../comparison/comparedImages';
import type { ComparisonPanels } from '../comparison/comparisonPanels';
import type { CaptionsEditorProvider } from '../editor/captionsEditorProvider';
import type { Model, ModelLibrary } from '../models/modelLibrary';
import { toChoice } from './chooseModel';

/** How many images can be chosen; all that are shown, besides. */
const counts = [20, 50, 100];

/**
 * *Compare Two Models*: asks for both and for how many of the images that the editor shows, and begins.
 * @param steps that ask already, as those of the list of models
 */
export async function compareModels(
  editors: CaptionsEditorProvider,
  library: ModelLibrary,
  panels: ComparisonPanels,
  steps = new QuickSteps(),
): Promise<void> {
  try {
    const session = editors.visible;
    if (!session) {
      void showInformation(
        vscode.l10n.t('Open the captions of a folder first: two models are compared on its images.'),
      );
      return;
    }
    const { models } = await library.list();
    if (models.length < 2) {
      void showInformation(
        vscode.l10n.t(
          'There is only one model. Fine-tune it on your corrections, or import another one, then compare.',
        ),
      );
      return;
    }
    const pick = async (from: readonly Model[], placeholder: string): Promise<Model | undefined> =>
      (
        await steps.pick(
          from.map((model) => toChoice(model, models, library)),
          placeholder,
        )
      )?.model;
    const first = await pick(models, vscode.l10n.t('The first of the two models'));
    if (!first) return;
    const others = models.filter((model) => model !== first);
    const second = await pick(others, vscode.l10n.t('The model to compare {0} with', first.description.name));
    if (!second) return;
    await session.listed();
    const images = shownImages(session);
    const count = await askHowMany(images.length, steps);
    if (count === undefined) return;
    steps.dispose();
    panels.begin([first, second], drawnImages(images, count));
  } finally {
    steps.dispose();
  }
}

/** @param all images that are shown */
async function askHowMany(all: number, steps: QuickSteps): Promise<number | undefined> {
  const some = counts.filter((count) => count < all);
  const choices = [...some, all].map((count) => ({
    count,
    icon: 'file-media',
    label:
      count === all
        ? vscode.l10n.t('All images that are shown: {0}', all.toLocaleString())
        : vscode.l10n.t('{0} images at random', count.toLocaleString()),
  }));
  const placeholder = vscode.l10n.t('On how many images? Both models caption them; where they differ, you choose');
  return (await steps.pick(choices, placeholder))?.count;
}
