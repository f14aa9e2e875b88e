import path from 'node:path';
import * as vscode from 'vscode';
import { EngineClient, type BackendChoice, type EngineOptions } from '../../engine/client';

/** A new engine process, with the person's settings; it starts when it is first asked. */
export function openEngine(
  extensionUri: vscode.Uri,
  options: Pick<EngineOptions, 'modelDirectory' | 'lowPriority' | 'onlySuggests'>,
  log: vscode.LogOutputChannel,
): EngineClient {
  return new EngineClient({
    ...options,
    enginePath: path.join(extensionUri.fsPath, 'dist', 'engine.js'),
    backend: vscode.workspace.getConfiguration('showtell').get<BackendChoice>('backend', 'auto'),
    log: (line) => log.info(line),
    texts: vscode.l10n.uri?.fsPath,
  });
}
