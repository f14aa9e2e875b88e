import path from 'node:path';
import * as vscode from 'vscode';
import { backendChoiceSchema } from '../../engine/backends/backendChoice';
import { EngineClient, type EngineOptions } from '../../engine/client/client';
import { settingOf } from '../base/setting';

const backend = { name: 'showtell.backend', schema: backendChoiceSchema, otherwise: 'auto' } as const;

/** A new engine process, with the person's settings; it starts when it is first asked. */
export function openEngine(
  extensionUri: vscode.Uri,
  options: Pick<EngineOptions, 'modelDirectory' | 'lowPriority' | 'onlySuggests'>,
  log: vscode.LogOutputChannel,
): EngineClient {
  return new EngineClient({
    ...options,
    enginePath: path.join(extensionUri.fsPath, 'dist', 'engine.js'),
    backend: settingOf(backend),
    log: (line) => log.info(line),
    texts: vscode.l10n.uri?.fsPath,
  });
}
