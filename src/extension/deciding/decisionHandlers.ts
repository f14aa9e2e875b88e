import { captionOf } from '../../dataset/rows/row';
import { accept, acceptRow, exclude, include } from '../document/rowChanges';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { newerProposal, proposalFor } from '../suggestions/proposalFor';
import type { DecidingFromWebview, DecidingToWebview } from './decidingMessages';

/** Turns what a person decides on an image into an edit of its row. */
export function decisionHandlers({
  captions,
  edits,
  post,
  storage,
  suggestions,
}: SessionContext<DecidingToWebview>): Handlers<DecidingFromWebview> {
  return {
    accept: ({ key, candidate, keys }) =>
      edits.edit(key, async (entry) => {
        const newer = newerProposal(entry.row, captions.imagePath(entry), suggestions);
        const now = new Date();
        const count = (): void => storage.keyCounts(captions.file).decided(entry.fileName, entry.row, now, keys);
        if (candidate === 0 && entry.row?.status === 'suggested' && captionOf(entry.row) !== '' && !newer) {
          count();
          return captions.change(entry, acceptRow(entry.row, now));
        }
        const proposal = proposalFor(entry, candidate, captions, suggestions);
        if (!proposal) return;
        count();
        await captions.change(entry, accept(proposal, now));
      }),
    exclude: ({ key }) =>
      edits.edit(key, async (entry) => {
        // What is still being added is no caption that could be left out.
        const all = (entry.group?.entries ?? []).filter(({ isAdded }) => !isAdded);
        const isTakenIn = entry.row?.status === 'excluded';
        const isEmpty = entry.row?.text.trim() === '' && entry.row.suggestion === '';
        if (isTakenIn && all.length === 1 && isEmpty) return captions.clear(entry);
        // The image with all its captions, those included that were excluded one by one.
        const changed = all.filter(({ row }) => (row?.status === 'excluded') === isTakenIn);
        const now = new Date();
        await captions.changeAll(
          changed.map((each) => ({ entry: each, row: isTakenIn && each.row ? include(each.row, now) : exclude(now) })),
        );
      }),
    areDecisionsMade: async ({ id }) => {
      await edits.settled();
      post({ type: 'decisionsMade', id });
    },
    retry: ({ key }) => suggestions.retry(captions.imagePath(captions.index.find(key))),
  };
}
