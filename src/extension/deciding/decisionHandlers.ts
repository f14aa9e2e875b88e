import type { Entry } from '../../dataset/list/entry';
import { accept, acceptRow, exclude, include, typeCaption } from '../document/decisions';
import type { DraftsFromWebview } from '../drafts/draftMessages';
import { DraftOrigin } from '../drafts/draftOrigin';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { newerProposal, proposalFor } from '../suggestions/proposalFor';
import type { DecidingFromWebview } from './decidingMessages';

/** Turns what a person decides on an image into an edit of its row. */
export function decisionHandlers({
  captions,
  edits,
  entries,
  suggestions,
}: SessionContext): Handlers<DraftsFromWebview | DecidingFromWebview> {
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
    edit: ({ key, text, begunWith, draft, sequence }) =>
      answer(key, sequence, async (entry) => {
        const proposal = begunWith < 0 ? undefined : proposalFor(entry, begunWith, captions, suggestions);
        const newer = newerProposal(entry.row, captions.imagePath(entry), suggestions);
        const row = typeCaption(text, newer ? undefined : entry.row, proposal, new Date());
        await origin.during(entry, draft, () => captions.change(entry, row));
      }),
    clear: ({ key, sequence }) => answer(key, sequence, (entry) => captions.clear(entry)),
    revert: ({ key, draft, sequence }) => answer(key, sequence, (entry) => origin.restore(entry, draft)),
    accept: ({ key, candidate }) =>
      edits.edit(key, async (entry) => {
        const newer = newerProposal(entry.row, captions.imagePath(entry), suggestions);
        if (candidate === 0 && entry.row?.status === 'suggested' && entry.row.text !== '' && !newer) {
          return captions.change(entry, acceptRow(entry.row, new Date()));
        }
        const proposal = proposalFor(entry, candidate, captions, suggestions);
        if (proposal) await captions.change(entry, accept(proposal, new Date()));
      }),
    exclude: ({ key }) =>
      edits.edit(key, async (entry) => {
        const all = entry.group?.entries ?? [];
        const isTakenIn = entry.row?.status === 'excluded';
        if (isTakenIn && all.length === 1 && entry.row?.text.trim() === '') return captions.clear(entry);
        // The image with all its captions, those included that were excluded one by one.
        const changed = all.filter(({ row }) => (row?.status === 'excluded') === isTakenIn);
        const now = new Date();
        await captions.changeAll(
          changed.map((each) => ({ entry: each, row: isTakenIn && each.row ? include(each.row, now) : exclude(now) })),
        );
      }),
    retry: ({ key }) => suggestions.retry(captions.imagePath(captions.index.find(key))),
  };
}
