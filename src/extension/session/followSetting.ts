import * as vscode from 'vscode';
import { settingOf, type Setting } from '../base/setting';
import type { SessionContext } from './sessionContext';

/**
 * Reads a setting of a dataset, and tells it again whenever it changes.
 * @returns tells it
 */
export function followSetting<Value>(
  { captions, disposables }: Pick<SessionContext<never>, 'captions' | 'disposables'>,
  setting: Setting<Value>,
  tell: (value: Value) => void,
): () => void {
  const { uri } = captions.document;
  const read = (): void => tell(settingOf(setting, uri));
  const changes = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(setting.name, uri)) read();
  });
  disposables.add(changes);
  return read;
}
