import { readLines } from './document';
import { appendRow, editRow, type TextEdit } from './edit';
import { imageKey } from '../images/fileName';
import { captionOf, type Row } from '../rows/row';

/** A caption that a program proposes for an image, for a person to decide on. */
export interface ProposedCaption {
  fileName: string;
  caption: string;
  /** Who proposes it. */
  proposer: string;
  now: Date;
}

/** What becomes of a dataset's text, or why nothing does. */
export type ProposalOutcome =
  { edit: TextEdit; /** The proposal that was there before. */ before?: Row } | { refusal: string };

/**
 * Puts a proposal where a person finds it: into `suggestion`, with the proposer in `model` and the status `suggested`. `text` stays
 * empty until somebody decides. What anybody has decided or changed, or another tool has captioned, is never touched; an earlier
 * proposal, or what a batch suggested, gives way.
 * @param text what the dataset holds
 */
export function proposeCaption(text: string, { fileName, caption, proposer, now }: ProposedCaption): ProposalOutcome {
  const proposal = {
    text: '',
    suggestion: caption,
    status: 'suggested',
    model: proposer,
    updated: now.toISOString(),
  } as const;
  const key = imageKey(fileName);
  const lines = readLines(text).filter(({ row }) => row && imageKey(row.fileName) === key);
  const decided = lines.find(({ row, captions }) => row && !isFree(row, captions));
  if (decided) {
    const { status } = decided.row ?? {};
    const what =
      status === 'excluded'
        ? 'A person left it out'
        : status === 'suggested'
          ? 'A person has changed its suggestion'
          : 'It has a caption';
    return { refusal: `${what} (line ${decided.line + 1}), and a proposal replaces no decision.` };
  }
  const [first] = lines;
  if (!first?.row) return { edit: appendRow(text, { fileName, ...proposal }) };
  return { edit: editRow(text, first, proposal), ...(captionOf(first.row) !== '' && { before: first.row }) };
}

/** Nobody has said anything in it but machines. */
function isFree({ status, text, suggestion }: Row, captions: readonly string[] = []): boolean {
  if (status === '') return [text, ...captions].every((caption) => caption.trim() === '');
  return status === 'suggested' && (text.trim() === '' || text === suggestion);
}
