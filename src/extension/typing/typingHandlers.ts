import type { Entry } from '../../dataset/list/entry';
import { typeCaption } from '../document/rowChanges';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { newerProposal, proposalFor } from '../suggestions/proposalFor';
import { DraftOrigin } from './draftOrigin';
import type { TypingFromWebview } from './typingMessages';

/** Turns what a person types into an edit of its row, and takes it back. */
export function typingHandlers(context: SessionContext): Handlers<TypingFromWebview> {
  const { captions, drafts, edits, entries, suggestions } = context;
  const origin = new DraftOrigin(captions);
  /** Makes a change that the text box waits for. */
  const answer = async (key: string, sequence: number, change: (entry: Entry) => Promise<void>): Promise<void> => {
    try {
      await edits.edit(key, change);
    } finally {
      entries.acknowledge(key, sequence);
    }
  };
  return {
    edit: ({ key, text, begunWith, draft, sequence, at }) =>
      answer(key, sequence, async (entry) => {
        const proposal = begunWith < 0 ? undefined : proposalFor(entry, begunWith, captions, suggestions);
        const newer = newerProposal(entry.row, captions.imagePath(entry), suggestions);
        const row = typeCaption(text, newer ? undefined : entry.row, proposal, new Date(at));
        await origin.during(entry, draft, () => captions.change(entry, row));
      }),
    draft: ({ draft }) => drafts.keep(draft),
    clear: ({ key, sequence }) => {
      drafts.forget(key);
      return answer(key, sequence, (entry) => captions.clear(entry));
    },
    revert: ({ key, draft, sequence }) => {
      drafts.forget(key);
      return answer(key, sequence, (entry) => origin.restore(entry, draft));
    },
  };
}
