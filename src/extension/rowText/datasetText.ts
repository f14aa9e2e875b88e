import type * as vscode from 'vscode';

/** Datasets that are looked at as text. */
export const datasetTexts: vscode.DocumentFilter = { scheme: 'file', pattern: '**/{metadata,*.captions}.jsonl' };
