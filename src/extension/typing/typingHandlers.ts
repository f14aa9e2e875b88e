import type { Entry } from '../../dataset/list/entry';
import { typeCaption } from '../document/rowChanges';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { newerProposal, proposalFor } from '../suggestions/proposalFor';
import type { TypingFromWebview } from './typingMessages';

/** Keeps what a person types, and makes an edit of its row of it once they decide. */
export function typingHandlers(context: SessionContext): Handlers<TypingFromWebview> {
  const { captions, drafts, edits, entries, storage, suggestions } = context;
  const proposed = (entry: Entry, begunWith: number) =>
    drafts.proposalOf(entry.key) ?? (begunWith < 0 ? undefined : proposalFor(entry, begunWith, captions, suggestions));
  /** Makes a change that the text box waits for. */
  const answer = async (key: string, sequence: number, change: (entry: Entry) => Promise<void>): Promise<void> => {
    try {
      await edits.edit(key, change);
    } finally {
      entries.acknowledge(key, sequence);
    }
  };
  return {
    draft: ({ draft }) => {
      const entry = captions.index.find(draft.key);
      // What is suggested later, by another model perhaps, is not what the person began with.
      if (entry?.group) drafts.keep(entry, { ...draft, proposal: proposed(entry, draft.begunWith) });
      entries.acknowledge(draft.key, draft.sequence);
    },
    edit: ({ key, text, begunWith, sequence, at, keys }) =>
      answer(key, sequence, async (entry) => {
        const newer = newerProposal(entry.row, captions.imagePath(entry), suggestions);
        const before = newer ? undefined : entry.row;
        const now = new Date(at);
        storage.keyCounts(captions.file).decided(entry.fileName, entry.row, now, keys);
        await captions.change(entry, typeCaption(text, before, proposed(entry, begunWith), now));
        drafts.decided(key, text, at);
      }),
    clear: ({ key, sequence }) =>
      answer(key, sequence, async (entry) => {
        await captions.clear(entry);
        drafts.forget(key);
      }),
    revert: ({ key, sequence }) => {
      drafts.forget(key);
      entries.acknowledge(key, sequence);
    },
  };
}
