import type { Suggestion } from '../../captioner/suggestion';
import { formatRow } from '../../dataset/document/edit';
import type { Row } from '../../dataset/rows/row';
import type { CaptionInput } from './captionInputs';
import { withOthers } from './rowFile';

/** The row of a suggestion. @throws Error if the captioner found no caption */
export function suggestedRow(fileName: string, suggestion: Suggestion): Row {
  const text = suggestion.candidates[0]?.text ?? '';
  if (text === '') throw new Error('The captioner found no caption for it.');
  return { fileName, text, suggestion: text, status: 'suggested', model: suggestion.model, updated: now() };
}

/** The row as it is printed. @param how whether every input is answered, where the captioner looked is wanted, and what else it says */
export function printedRow(
  row: Row,
  suggestion: Suggestion,
  { attention, isStream, others = '' }: { attention: boolean; isStream: boolean; others?: string | undefined },
): string {
  const line = withOthers(isStream ? withProblem(row, '') : formatRow(row), others);
  if (!attention) return line;
  const words = suggestion.candidates[0]?.words ?? [];
  const rounded = words.map((word) => ({
    text: word.text,
    probability: round(word.probability),
    attention: word.attention.map(round),
  }));
  const grid = [suggestion.gridHeight, suggestion.gridWidth];
  return withOthers(line, `,"grid":${JSON.stringify(grid)},"words":${JSON.stringify(rounded)}`);
}

/** Who sends paths through a pipe counts on one answer each. No status: this is not a suggestion. */
export function failedRow(input: CaptionInput, problem: string): string {
  const fileName = 'fileName' in input ? input.fileName : input.path;
  const row: Row = { fileName, text: '', suggestion: '', status: '', model: '', updated: now() };
  return withOthers(withProblem(row, problem), input.others ?? '');
}

/** In every row, as polars and DuckDB drop or refuse a key that comes late. */
function withProblem(row: Row, problem: string): string {
  return withOthers(formatRow(row), `,"problem":${JSON.stringify(problem)}`);
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

function now(): string {
  return new Date().toISOString();
}
