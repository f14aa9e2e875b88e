import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { leftOutRows, type CaptionedImage, type LeftOutReason } from '../../dataset/document/captions';
import { lineProblems, type DatasetLine } from '../../dataset/document/document';
import type { Status } from '../../dataset/rows/row';

/** What of a dataset teaches nothing, and is compared with nothing. */
export interface LeftOutLines {
  /** Lines that are no rows, named FILE:LINE: something is wrong with them. */
  problems: { fileName: string; reason: string }[];
  /** The other lines, a sentence for each reason. */
  sentences: string[];
}

/** Names every line of a dataset that is not used. @param accept as `trainableCaptions` takes it */
export function leftOutLines(
  datasetPath: string,
  lines: readonly DatasetLine[],
  accept: readonly Status[] | 'all',
): LeftOutLines {
  const file = path.basename(datasetPath);
  return {
    problems: lineProblems(lines).map(({ line, reason }) => ({ fileName: `${file}:${line + 1}`, reason })),
    sentences: Array.from(leftOutRows(lines, accept), ([reason, those]) => sentence(file, reason, those)),
  };
}

/** Where an image that cannot be used is named: `FILE:LINES (IMAGE)`. */
export function imagePlace(datasetPath: string, { fileName, lines }: CaptionedImage): string {
  return `${path.basename(datasetPath)}:${lineRanges(lines)} (${fileName})`;
}

/** Lines counted from 1, neighbours together: “3, 5–9”. @param lines counted from 0, ascending */
export function lineRanges(lines: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last?.[1] === line - 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first + 1}` : `${first + 1}–${last + 1}`)).join(', ');
}

function sentence(file: string, reason: LeftOutReason, lines: readonly number[]): string {
  const where = lineRanges(lines);
  switch (reason) {
    case 'excluded':
      return l10n.t('Of {0} these lines are left out, as their images are excluded: {1}.', file, where);
    case 'undecided':
      return l10n.t('Of {0} these lines are left out, as nobody has decided on them: {1}.', file, where);
    case 'foreign':
      return l10n.t(
        'Of {0} these lines are left out, as they have no status: another program wrote them. showtell import makes captions of a person of them: {1}.',
        file,
        where,
      );
    case 'blank':
      return l10n.t('Of {0} these lines are left out, as they have no caption: {1}.', file, where);
    case 'structured':
      return l10n.t(
        'Of {0} these lines are left out, as their captions are objects and no sentences: {1}.',
        file,
        where,
      );
  }
}
