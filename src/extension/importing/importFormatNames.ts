import * as vscode from 'vscode';
import type { ImportFormat } from '../../dataset/import/importFormats';

/** What a format is called, for a person. */
export function importFormatName(format: ImportFormat): string {
  switch (format) {
    case 'txt':
      return vscode.l10n.t('Text files');
    case 'coco':
      return 'COCO';
    case 'csv':
      return vscode.l10n.t('Table (CSV, TSV)');
    case 'parquet':
      return 'Parquet';
    case 'jsonl':
      return 'JSON Lines';
    case 'karpathy':
      return vscode.l10n.t('Splits of Karpathy');
    case 'kohya':
      return vscode.l10n.t('Metadata of kohya’s sd-scripts');
    case 'label-studio':
      return 'Label Studio';
    case 'doccano':
      return 'doccano';
    case 'prodigy':
      return 'Prodigy';
    case 'llava':
      return vscode.l10n.t('Conversations of LLaVA');
    case 'openai-chat':
      return vscode.l10n.t('Chats with images');
    case 'webdataset':
      return 'WebDataset';
  }
}
