import * as z from 'zod/mini';
import { isFieldName } from '../../dataset/document/fields';
import { followSetting } from '../session/followSetting';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { FieldFromWebview, FieldToWebview } from './fieldMessages';
import { setField } from './setField';

const namesSchema = z.array(z.string());

/** Tells the page which fields the setting `showtell.fields` names, and writes what is typed into fields. */
export function fieldHandlers(context: SessionContext<FieldToWebview>): Handlers<FieldFromWebview> {
  const { captions, edits, post } = context;
  const tell = followSetting(context, { name: 'showtell.fields', schema: namesSchema, otherwise: [] }, (names) =>
    post({ type: 'fields', names: [...new Set(names.filter(isFieldName))] }),
  );
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
