import { captionOf, rowFields, type Row } from '../../dataset/rows/row';

/** The caption that the captioner proposes for an image, and which model proposes it. */
export interface Proposal {
  text: string;
  model: string;
}

/** What stands in a row on which nothing is decided. */
export const undecided = { text: '', suggestion: '', status: '', model: '', updated: '' } as const;

type Decision = Omit<Row, 'fileName'>;

/** Accepts a suggestion as it is. */
export function accept({ text, model }: Proposal, now: Date): Decision {
  return { text, suggestion: text, status: 'accepted', model, updated: now.toISOString() };
}

/**
 * Accepts what a batch suggested, as it stands in its row: edited where a replacement has changed it since.
 * @param row with the status `suggested`
 */
export function acceptRow(row: Row, now: Date): Partial<Row> {
  const text = captionOf(row);
  if (row.suggestion !== '' && row.suggestion !== text) return { status: 'edited', updated: now.toISOString() };
  return accept({ text, model: row.model }, now);
}

/**
 * Takes what a person typed. It counts as edited if a suggestion was its beginning, else as written; typing just what
 * was suggested accepts it.
 * @param before the row so far; its suggestion is the one that the decision was made on
 * @param begunWith the suggestion that the text box began with, if it began with one
 */
export function typeCaption(
  text: string,
  before: Row | undefined,
  begunWith: Proposal | undefined,
  now: Date,
): Decision {
  const updated = now.toISOString();
  const basis = before && before.suggestion !== '' ? { text: before.suggestion, model: before.model } : begunWith;
  if (!basis) return { text, suggestion: '', status: 'written', model: '', updated };
  return {
    text,
    suggestion: basis.text,
    status: text === basis.text ? 'accepted' : 'edited',
    model: basis.model,
    updated,
  };
}

/**
 * What becomes of a row whose caption a replacement changes. What waits for a decision goes on waiting, what was left out
 * stays out; a row of another tool gets no status of ours.
 */
export function replaceText({ status, suggestion }: Row, text: string, now: Date): Partial<Row> {
  const updated = now.toISOString();
  if (status === '') return { text };
  if (status === 'suggested' || status === 'excluded') return { text, updated };
  if (suggestion === '') return { text, status: 'written', updated };
  return { text, status: text === suggestion ? 'accepted' : 'edited', updated };
}

/** Leaves a caption out. */
export function exclude(now: Date): Partial<Row> {
  return { status: 'excluded', updated: now.toISOString() };
}

/** Takes a caption in again as it was, which decides nothing: what is just a suggestion waits to be accepted. */
export function include({ text, suggestion }: Row, now: Date): Partial<Row> {
  const updated = now.toISOString();
  if (text.trim() === '') return suggestion === '' ? undecided : { status: 'suggested', updated };
  if (suggestion === '') return { status: 'written', updated };
  return { status: text === suggestion ? 'suggested' : 'edited', updated };
}

/** Those of the values that a row does not have yet: what another tool left out, and is empty, stays out. */
export function changedFields(row: Row | undefined, values: Partial<Row>): Partial<Row> {
  const fields = rowFields.filter((field) => values[field] !== undefined && values[field] !== (row?.[field] ?? ''));
  return Object.fromEntries(fields.map((field) => [field, values[field]]));
}
