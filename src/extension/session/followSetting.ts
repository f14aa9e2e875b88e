import * as vscode from 'vscode';
import type * as z from 'zod/mini';
import type { SessionContext } from './sessionContext';

/**
 * Reads a setting of a dataset, and tells it again whenever it changes. What VS Code marks as wrong in the settings is as if it was not
 * there.
 * @returns tells it
 */
export function followSetting<Value>(
  { captions, disposables }: Pick<SessionContext<never>, 'captions' | 'disposables'>,
  { name, schema, otherwise }: { name: string; schema: z.ZodMiniType<Value>; otherwise: Value },
  tell: (value: Value) => void,
): () => void {
  const { uri } = captions.document;
  const read = (): void => {
    const wanted = schema.safeParse(vscode.workspace.getConfiguration('showtell', uri).get(name));
    tell(wanted.success ? wanted.data : otherwise);
  };
  const changes = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`showtell.${name}`, uri)) read();
  });
  disposables.add(changes);
  return read;
}
