import * as vscode from 'vscode';
import type { ExportFormatName } from '../../dataset/export/exportFormats';

/** What a format is called, and who reads it. */
export interface FormatText {
  name: string;
  readers: string;
}

/** A format, for a person. */
export function exportFormatText(format: ExportFormatName): FormatText {
  switch (format) {
    case 'txt':
      return { name: vscode.l10n.t('Text files beside images'), readers: 'sd-scripts, ai-toolkit, OneTrainer' };
    case 'coco':
      return { name: 'COCO', readers: 'pycocotools, pycocoevalcap' };
    case 'csv':
      return { name: 'CSV', readers: 'pandas, polars, DuckDB' };
    case 'jsonl':
      return { name: 'JSON Lines', readers: 'invoke-training, Spark, DuckDB' };
    case 'parquet':
      return { name: 'Parquet', readers: vscode.l10n.t('Hugging Face datasets; the images are in it') };
    case 'imagefolder':
      return { name: 'imagefolder', readers: vscode.l10n.t('Hugging Face datasets, diffusers') };
    case 'webdataset':
      return { name: 'WebDataset', readers: vscode.l10n.t('tar files with the images in them') };
    case 'kohya':
      return { name: vscode.l10n.t('Metadata of kohya’s sd-scripts'), readers: 'sd-scripts' };
    case 'llava':
      return { name: 'LLaVA', readers: vscode.l10n.t('conversations about an image') };
    case 'openai-chat':
      return { name: vscode.l10n.t('Chats with images'), readers: vscode.l10n.t('services that fine-tune') };
    case 'paligemma':
      return { name: 'PaliGemma', readers: vscode.l10n.t('prefix and suffix') };
    case 'trl':
      return { name: 'trl', readers: vscode.l10n.t('Parquet with messages and images') };
    case 'card':
      return {
        name: vscode.l10n.t('Dataset card'),
        readers: vscode.l10n.t('load_dataset of Hugging Face, for this folder'),
      };
  }
}
