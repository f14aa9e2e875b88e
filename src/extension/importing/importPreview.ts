import path from 'node:path';
import * as vscode from 'vscode';
import { readLine } from '../../dataset/document/document';
import type { ImportPlan, ImportRequest } from '../../dataset/import/importCaptions';
import type { ImportedRow } from '../../dataset/import/importedRow';
import { mergeImported } from '../../dataset/import/mergeImported';
import { imageCount } from '../base/imageCount';
import type { Choice, QuickSteps } from '../base/quickSteps';
import { statusText } from '../base/statusText';
import { findingsOf, shortPlace } from './importFindings';
import { importFormatName } from './importFormatNames';

/** As many rows, and as many of each kind of finding, as a preview shows. */
const mostRows = 10;
const mostFindings = 5;

/** What would be imported, and the rows that were found: they are merged again if the dataset changes meanwhile. */
export interface FoundRows extends ImportPlan {
  rows: ImportedRow[];
}

/** What a person may want done with captions that were found. */
export type ImportDecision =
  | { do: 'import'; asSuggestions: boolean; overwrite: boolean }
  | { do: 'otherFormat' }
  | { do: 'nameKey'; part: 'image' | 'caption'; keys: readonly string[] };

type Line = Choice & { decision?: ImportDecision };

/**
 * Shows what an import would do: the first rows, what found no image, what stood there twice; and asks what to do.
 * @returns nothing if the person leaves
 */
export async function previewImport(
  request: ImportRequest,
  plan: FoundRows,
  steps: QuickSteps,
): Promise<ImportDecision | undefined> {
  const { from, format } = request;
  const count = new Set(plan.rows.map(({ row }) => row.fileName)).size;
  const placeholder = `${path.basename(from)} (${importFormatName(format)}) · ${imageCount(count)}`;
  const lines = [...decisions(request, plan), ...firstRows(plan), ...findings(request, plan)];
  return (await steps.pick(lines, placeholder))?.decision;
}

function decisions({ before }: ImportRequest, { rows, merged, problems }: FoundRows): Line[] {
  const lines: Line[] = [];
  const { added, replaced, kept } = merged;
  const heading = vscode.l10n.t('What to do');
  const taken = added + replaced;
  if (taken > 0) {
    lines.push({
      icon: 'check',
      label: vscode.l10n.t('Import'),
      description: imageCount(taken),
      detail:
        kept.length > 0
          ? vscode.l10n.t('Images that keep the caption they have: {0}', kept.length.toLocaleString())
          : vscode.l10n.t('As captions that people wrote, but where the file says what they are.'),
      decision: { do: 'import', asSuggestions: false, overwrite: false },
    });
  }
  if (rows.some(({ row }) => row.status !== 'suggested') && taken > 0) {
    lines.push({
      icon: 'sparkle',
      label: vscode.l10n.t('Import as Suggestions'),
      detail: vscode.l10n.t('Machines wrote them: each waits to be accepted.'),
      decision: { do: 'import', asSuggestions: true, overwrite: false },
    });
  }
  const over = kept.length > 0 ? mergeImported(before, rows, true).replaced : 0;
  if (over > replaced) {
    lines.push({
      icon: 'replace-all',
      label: vscode.l10n.t('Import and Replace Captions'),
      description: imageCount(taken + over - replaced),
      detail: vscode.l10n.t('Captions that people wrote are replaced, too.'),
      decision: { do: 'import', asSuggestions: false, overwrite: true },
    });
  }
  const unnamed = problems.first.find((problem) => problem.unnamed)?.unnamed;
  if (unnamed) {
    lines.push({
      icon: 'symbol-key',
      label:
        unnamed.part === 'image'
          ? vscode.l10n.t('Say What Names the Image…')
          : vscode.l10n.t('Say What Has the Caption…'),
      description: unnamed.keys.join(', '),
      decision: { do: 'nameKey', ...unnamed },
    });
  }
  lines.push({
    icon: 'symbol-file',
    label: vscode.l10n.t('Read It in Another Format…'),
    decision: { do: 'otherFormat' },
  });
  lines[0].heading = heading;
  return lines;
}

function firstRows({ merged: { preview } }: ImportPlan): Line[] {
  const heading = vscode.l10n.t('The first rows that would be written');
  return preview.slice(0, mostRows).flatMap((line, at) => {
    const { row } = readLine(line, 0, 0, line.length);
    if (!row) return [];
    const { fileName, text, status } = row;
    return {
      icon: 'blank',
      label: fileName,
      description: `${text} · ${statusText(status)}`,
      isInert: true,
      ...(at === 0 && { heading }),
    };
  });
}

function findings({ from }: ImportRequest, plan: ImportPlan): Line[] {
  return findingsOf(plan).flatMap(({ heading, lines }) =>
    lines.slice(0, mostFindings).map(({ label, place }, at) => ({
      ...{ icon: 'blank', label, description: shortPlace(place, from), isInert: true },
      ...(at === 0 && { heading }),
    })),
  );
}
