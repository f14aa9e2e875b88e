import * as vscode from 'vscode';
import { showInformation } from '../base/notifications';
import { QuickSteps } from '../base/quickSteps';
import { drawnImages, shownImages } from '../comparison/comparedImages';
import { imageChoices } from '../comparison/imageChoices';
import type { ComparisonPanels } from '../comparison/comparisonPanels';
import type { ComparedImage } from '../comparison/modelComparison';
import type { CaptionsEditorProvider } from '../editor/captionsEditorProvider';
import type { Model, ModelLibrary } from '../models/modelLibrary';
import { toChoice } from './chooseModel';

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
    const images = await askWhich(shownImages(session, [first, second]), steps);
    if (!images) return;
    steps.dispose();
    panels.begin([first, second], images);
  } finally {
    steps.dispose();
  }
}

/** @param all images that are shown */
async function askWhich(all: readonly ComparedImage[], steps: QuickSteps): Promise<ComparedImage[] | undefined> {
  const placeholder = vscode.l10n.t('On how many images? Both models caption them; where they differ, you choose');
  const chosen = await steps.pick(imageChoices(all), placeholder);
  return chosen && drawnImages(chosen.from, chosen.count);
}
