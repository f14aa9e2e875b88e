import * as vscode from 'vscode';
import type { ExportFormat } from '../../dataset/export/exportFormat';
import { exportFormats, type ExportFormatName } from '../../dataset/export/exportFormats';
import type { SelectedImages } from '../../dataset/export/imagesToExport';
import { lossesOf, type Losses } from '../../dataset/export/losses';
import type { QuickSteps } from '../base/quickSteps';
import { exportFormatText } from './exportFormatTexts';

const names = Object.keys(exportFormats) as ExportFormatName[];

/**
 * Asks for the format; each says what of these images it has no place for.
 * @returns nothing if the person leaves
 */
export async function askExportFormat(
  { images, tally }: SelectedImages,
  steps: QuickSteps,
): Promise<ExportFormatName | undefined> {
  const choices = names.map((format) => {
    const { name, readers } = exportFormatText(format);
    const kind: ExportFormat = exportFormats[format];
    const losses = lossTexts(lossesOf(images, tally, kind, false));
    const detail = losses.length > 0 ? losses.join(' ') : vscode.l10n.t('Holds all that the rows say.');
    const icon = kind.ending === undefined ? 'folder' : 'file';
    return { icon, label: name, description: readers, detail, format };
  });
  return (await steps.pick(choices, vscode.l10n.t('In which format?')))?.format;
}

/** What a format has no place for. */
export function lossTexts({ keys, severalCaptions, lines, renamed }: Losses): string[] {
  const texts: string[] = [];
  if (keys.length > 0) texts.push(vscode.l10n.t('No place for: {0}.', keys.join(', ')));
  if (severalCaptions > 0) {
    texts.push(vscode.l10n.t('Only the first caption of images with several: {0}.', severalCaptions.toLocaleString()));
  }
  if (lines) texts.push(vscode.l10n.t('Captions of several lines are written on one.'));
  if (renamed > 0) {
    const count = renamed.toLocaleString();
    texts.push(vscode.l10n.t('Images that get another name, as theirs would be taken for a split: {0}.', count));
  }
  return texts;
}
