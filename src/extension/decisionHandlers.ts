import { accept, acceptRow, toggleExcluded, typeCaption } from './decisions';
import type { Handlers, SessionContext } from './messageHandlers';
import { newerProposal, proposalFor } from './proposalFor';

/** Turns what a person decides on an image into an edit of its row. */
export function decisionHandlers({
  captions,
  edits,
  entries,
  suggestions,
}: SessionContext): Handlers<'edit' | 'clear' | 'accept' | 'exclude' | 'retry'> {
  return {
    edit: ({ key, text, begunWith, sequence }) =>
      edits.edit(key, async (entry) => {
        entries.acknowledge(key, sequence);
        const proposal = begunWith < 0 ? undefined : proposalFor(entry, begunWith, captions, suggestions);
        const newer = newerProposal(entry.row, captions.imagePath(entry), suggestions);
        await captions.change(entry, typeCaption(text, newer ? undefined : entry.row, proposal, new Date()));
      }),
    clear: ({ key, sequence }) =>
      edits.edit(key, async (entry) => {
        entries.acknowledge(key, sequence);
        await captions.clear(entry);
      }),
    accept: ({ key, candidate }) =>
      edits.edit(key, async (entry) => {
        const newer = newerProposal(entry.row, captions.imagePath(entry), suggestions);
        if (candidate === 0 && entry.row?.status === 'suggested' && !newer) {
          return captions.change(entry, acceptRow(entry.row, new Date()));
        }
        const proposal = proposalFor(entry, candidate, captions, suggestions);
        if (proposal) await captions.change(entry, accept(proposal, new Date()));
      }),
    exclude: ({ key }) =>
      edits.edit(key, async (entry) => {
        if (entry.row?.status === 'excluded' && entry.row.text === '') await captions.clear(entry);
        else await captions.change(entry, toggleExcluded(entry.row, new Date()));
      }),
    retry: ({ key }) => suggestions.retry(captions.imagePath(captions.index.find(key))),
  };
}
