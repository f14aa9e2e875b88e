import path from 'node:path';
import * as vscode from 'vscode';
import type { ImportPlan } from '../../dataset/import/importCaptions';

/** One kind of what an import found and does not take. */
export interface Finding {
  heading: string;
  /** Each with its place and the reason. */
  lines: readonly { label: string; place: string }[];
}

/** What of the captions that were found is not taken, and why, kind by kind. */
export function findingsOf(plan: ImportPlan): Finding[] {
  const { problems, withoutImage, unclear, twice, blank, merged, withoutCaption } = plan;
  const findings = [
    {
      heading: vscode.l10n.t('Cannot be read: {0}', problems.count.toLocaleString()),
      lines: problems.first.map(({ reason, place }) => ({ label: reason, place })),
    },
    {
      heading: vscode.l10n.t('There is no such image: {0}', withoutImage.count.toLocaleString()),
      lines: withoutImage.first.map(({ image, place }) => ({ label: image, place })),
    },
    {
      heading: vscode.l10n.t('May be one of several images: {0}', unclear.count.toLocaleString()),
      lines: unclear.first.map(({ caption: { image, place }, names }) => ({
        label: `${image} → ${names.join(' | ')}`,
        place,
      })),
    },
    {
      heading: vscode.l10n.t('Stands there twice, is taken once: {0}', twice.count.toLocaleString()),
      lines: twice.first.map(({ image, text, place }) => ({ label: `${image}: ${text}`, place })),
    },
    {
      heading: vscode.l10n.t('Is empty: {0}', blank.count.toLocaleString()),
      lines: blank.first.map(({ image, place }) => ({ label: image, place })),
    },
    {
      heading: vscode.l10n.t('Images that keep the caption they have: {0}', merged.kept.length.toLocaleString()),
      lines: merged.kept.map((label) => ({ label, place: '' })),
    },
    {
      heading: vscode.l10n.t('Images without a caption: {0}', withoutCaption.count.toLocaleString()),
      lines: withoutCaption.first.map((label) => ({ label, place: '' })),
    },
  ];
  return findings.filter(({ lines }) => lines.length > 0);
}

/** Where something stands, as short as it can be said. @param from the file or folder that all of it is in */
export function shortPlace(place: string, from: string): string {
  const name = path.basename(from);
  if (place.startsWith(from + path.sep)) return place.slice(from.length + 1);
  return place.startsWith(from) ? name + place.slice(from.length) : place;
}
