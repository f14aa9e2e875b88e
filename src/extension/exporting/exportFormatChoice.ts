import * as vscode from 'vscode';
import type { ExportFormat } from '../../dataset/export/exportFormat';
import { exportFormats, type ExportFormatName } from '../../dataset/export/exportFormats';
import type { SelectedImages } from '../../dataset/export/imagesToExport';
import { lossesOf, type Losses } from '../../dataset/export/losses';
import type { OddCaption } from '../../dataset/export/oddCaptions';
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
export function lossTexts({ keys, severalCaptions, odd, renamed }: Losses): string[] {
  const texts: string[] = [];
  if (keys.length > 0) texts.push(vscode.l10n.t('No place for: {0}.', keys.join(', ')));
  if (severalCaptions > 0) {
    texts.push(vscode.l10n.t('Only the first caption of images with several: {0}.', severalCaptions.toLocaleString()));
  }
  texts.push(...odd.map(oddText));
  if (renamed > 0) {
    const count = renamed.toLocaleString();
    texts.push(vscode.l10n.t('Images that get another name, as theirs would be taken for a split: {0}.', count));
  }
  return texts;
}

/** What becomes of odd captions. */
function oddText(odd: OddCaption): string {
  switch (odd) {
    case 'lines':
      return vscode.l10n.t('Captions of several lines are written on one.');
    case 'breaks':
      return vscode.l10n.t('Signs in captions that end a line for some readers become spaces.');
    case 'missing':
      return vscode.l10n.t('Captions such as NA or null are nothing to pandas, unless it is told otherwise.');
    case 'json':
      return vscode.l10n.t('Captions that are JSON, such as 7 or true, are no texts to datasets.');
  }
}
