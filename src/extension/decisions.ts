import type { Row } from '../dataset/row';

/** The caption that the captioner proposes for an image, and which model proposes it. */
export interface Proposal {
  text: string;
  model: string;
}

type Decision = Omit<Row, 'fileName'>;

/** Accepts a suggestion as it is. */
export function accept(proposal: Proposal, now: Date): Decision {
  return { text: proposal.text, suggestion: proposal.text, status: 'accepted', model: proposal.model, updated: now.toISOString() };
}

/**
 * Takes what a person typed. It counts as edited if there was a suggestion to begin from, else as written; typing just
 * what was suggested accepts it.
 * @param before the row so far; its suggestion is the one that the decision was made on
 */
export function type(text: string, before: Row | undefined, proposal: Proposal | undefined, now: Date): Decision {
  const kept = before && before.suggestion !== '' ? { text: before.suggestion, model: before.model } : undefined;
  const basis = kept ?? (before && before.status === 'written' ? undefined : proposal);
  if (!basis) return { text, suggestion: '', status: 'written', model: '', updated: now.toISOString() };
  const status = text === basis.text ? 'accepted' : 'edited';
  return { text, suggestion: basis.text, status, model: basis.model, updated: now.toISOString() };
}

/** Leaves an image out, or takes it in again if it was left out. The caption stays as it is. */
export function toggleExcluded(before: Row | undefined, now: Date): Partial<Row> {
  if (before?.status !== 'excluded') return { status: 'excluded', updated: now.toISOString() };
  const status = before.text === '' ? '' : before.suggestion === '' ? 'written' : before.text === before.suggestion ? 'accepted' : 'edited';
  return { status, updated: now.toISOString() };
}
