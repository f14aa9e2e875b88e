import * as vscode from 'vscode';
import { showInformation } from '../base/notifications';
import type { CaptionsEditorProvider } from '../editor/captionsEditorProvider';
import type { FinishedFineTune } from './fineTunes';
import type { ReportPages } from './reportPage';
import { recommendation } from './reportTexts';

/**
 * Says that a fine-tune is done, what it was worth, and where the report is: in the dataset's editor until somebody has looked at
 * it, and where that is not on screen, in a notification, too. The page does not open by itself: whoever began it may be in the
 * middle of a caption.
 */
export async function tellFinished(
  { model, report, dataset }: FinishedFineTune,
  editors: CaptionsEditorProvider,
  reports: ReportPages,
): Promise<void> {
  const { title } = recommendation(report);
  editors.outcomes.add(dataset, { kind: 'model', name: model.name, directory: model.directory, gain: title });
  if (editors.shows(dataset)) return;
  const show = vscode.l10n.t('Show Report');
  const text = vscode.l10n.t('“{0}” is ready. {1}', model.name, title);
  if ((await showInformation(text, show)) === show) await reports.show(model.directory, model.name);
}
