import * as vscode from 'vscode';
import type { FineTuneResult } from '../../engine/client';
import { showInformation } from '../base/notifications';
import type { ReportPages } from './reportPage';
import { recommendation } from './reportTexts';

/**
 * Says that a fine-tune is done, what it was worth, and where the report is. The page does not open by itself: whoever began
 * it may be in the middle of a caption.
 */
export async function tellFinished({ model, report }: FineTuneResult, reports: ReportPages): Promise<void> {
  const { title } = recommendation(report);
  const show = vscode.l10n.t('Show Report');
  const text = vscode.l10n.t('“{0}” is ready. {1}', model.name, title);
  if ((await showInformation(text, show)) === show) await reports.show(model.directory, model.name);
}
