import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { isFieldName } from '../../dataset/fields';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { FieldFromWebview, FieldToWebview } from './fieldMessages';
import { setField } from './setField';

const namesSchema = z.array(z.string());

/** Tells the page which fields the setting `showtell.fields` names, and writes what is typed into fields. */
export function fieldHandlers(context: SessionContext<FieldToWebview>): Handlers<FieldFromWebview> {
  const { captions, edits, post } = context;
  const { uri } = captions.document;
  const tell = (): void => {
    const wanted: unknown = vscode.workspace.getConfiguration('showtell', uri).get('fields');
    // What VS Code marks as wrong in the settings is as if it was not there.
    const names = namesSchema.safeParse(wanted);
    post({ type: 'fields', names: [...new Set(names.success ? names.data.filter(isFieldName) : [])] });
  };
  const changes = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('showtell.fields', uri)) tell();
  });
  context.disposables.add(changes);
  return {
    askFields: tell,
    setField: async ({ key, name, text, id }) => {
      try {
        await edits.edit(key, (entry) => setField(captions, entry, name, text));
      } finally {
        post({ type: 'fieldSet', id });
      }
    },
  };
}
