import * as vscode from 'vscode';
import type { Entry } from '../../dataset/list/entry';
import { agreedTo } from '../base/notifications';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { moveCaption, removeCaption, splitList } from './captionRows';
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
      if (!entry.row && !entry.isAdded) return goTo(entry, true);
      const { group } = entry;
      await edits.edit(key, () => Promise.resolve(goTo(drafts.addCaption(group), true)));
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
      let other: Entry | undefined;
      await edits.edit(key, async (one) => {
        other = await moveCaption(captions, one, by, (first, second) => drafts.swapLines(first, second));
        if (!other) return;
        // The rows have changed places; the entries stay where they are.
        drafts.swap(one, other);
      });
      goTo(other);
    },
    splitCaptions: ({ key }) => edits.edit(key, (one) => splitList(captions, one)),
  };
}
