import * as vscode from 'vscode';
import type { Entry } from '../../dataset/list/entry';
import { agreedTo } from '../base/notifications';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { addCaption, moveCaption, removeCaption, splitList } from './captionRows';
import type { SeveralFromWebview } from './severalMessages';

/** Adds, removes and moves the captions of an image that has several. */
export function severalHandlers({ captions, drafts, edits, entries }: SessionContext): Handlers<SeveralFromWebview> {
  const goTo = (entry: Entry | undefined, isNew = false): void => {
    const index = entry ? entries.all.indexOf(entry) : -1;
    if (index >= 0) entries.lead(index, isNew);
  };
  /** Rows first: a place in a list of another tool is no row that could move. */
  const inRows = async (entry: Entry): Promise<boolean> => {
    const lists = entry.group?.entries.filter(({ others }) => others.length > 0) ?? [];
    if (lists.length === 0) return true;
    const button = vscode.l10n.t('Split into Rows');
    const text = vscode.l10n.t('The captions of {0} are a list in one row, as another tool wrote it.', entry.fileName);
    const detail = vscode.l10n.t(
      'To add, remove or move captions, Showtell writes each into a row of its own; all other keys stay in each row. One step back undoes it.',
    );
    if (!(await agreedTo({ text, detail: [detail], button }))) return false;
    await edits.edit(lists[0].key, (list) => splitList(captions, list));
    return false;
  };
  return {
    addCaption: async ({ key }) => {
      const entry = captions.index.find(key);
      if (!entry?.group || !(await inRows(entry))) return;
      // An image without a caption takes this one as its first.
      if (!entry.row) return goTo(entry, true);
      await edits.edit(key, (one) => addCaption(captions, one));
      goTo(entry.group.entries.at(-1), true);
    },
    removeCaption: async ({ key }) => {
      const entry = captions.index.find(key);
      if (!entry || !(await inRows(entry))) return;
      await edits.edit(key, (one) => removeCaption(captions, one));
      drafts.forget(key);
    },
    moveCaption: async ({ key, by }) => {
      const entry = captions.index.find(key);
      if (!entry?.group || !(await inRows(entry))) return;
      let moved = false;
      await edits.edit(key, async (one) => {
        moved = await moveCaption(captions, one, by);
      });
      if (!moved) return;
      // The rows have changed places; the entries stay where they are.
      const other = entry.group.entries[entry.group.entries.indexOf(entry) + by];
      drafts.swap(entry, other);
      goTo(other);
    },
    splitCaptions: ({ key }) => edits.edit(key, (one) => splitList(captions, one)),
  };
}
