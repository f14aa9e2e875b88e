import * as l10n from '@vscode/l10n';
import { lineRanges } from './document';
import type { LinePlace } from './datasetLines';
import { isStatus, rowKeys, statuses } from '../rows/row';
import { parseContent } from '../rows/rowReading';
import { valueOf } from '../json/parsedObject';

/** What is wrong with a line of a dataset, in words for the person who looks at its text. */
export interface RowFinding extends LinePlace {
  reason: string;
  /** Whether the line is no row; else it is one that is read otherwise than it was meant. */
  isBroken: boolean;
}

/**
 * What is wrong with the lines of a dataset.
 * @returns also whether any line is a row: other programs have files of the same name
 */
export function findInRows(text: string, most: number): { findings: RowFinding[]; hasRows: boolean } {
  const findings: RowFinding[] = [];
  let hasRows = false;
  for (const place of lineRanges(text)) {
    const json = text.slice(place.start, place.end);
    if (json.trim() === '') continue;
    const { content, object } = parseContent(json);
    hasRows ||= 'row' in content;
    const reason = 'problem' in content ? content.problem : statusProblem(object && valueOf(object, rowKeys.status));
    if (reason === undefined) continue;
    findings.push({ ...place, reason, isBroken: 'problem' in content });
    if (findings.length >= most) break;
  }
  return { findings, hasRows };
}

function statusProblem(status: unknown): string | undefined {
  if (status === undefined || status === '' || isStatus(status)) return undefined;
  return l10n.t(
    'This is no status that is known, so the row counts as one without. There are: {0}.',
    statuses.join(', '),
  );
}
