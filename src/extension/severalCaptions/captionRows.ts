import * as vscode from 'vscode';
import type { Entry } from '../../dataset/list/entry';
import { splitCaptions } from '../../dataset/rows/splitCaptions';
import type { CaptionDocument } from '../document/captionDocument';

/** Takes one caption of an image out of the file; the only one leaves the image undecided. @throws EditRefusedError */
export async function removeCaption(captions: CaptionDocument, entry: Entry): Promise<void> {
  const line = captions.index.lineNumber(entry);
  if (entry.group?.entries.length === 1) return captions.clear(entry);
  if (line === undefined) return;
  await captions.applyAll([vscode.TextEdit.delete(captions.document.lineAt(line).rangeIncludingLineBreak)]);
}

/**
 * Lets a caption change places with the one before (-1) or after it (1): their lines change places.
 * @param swapAdded does that where one of them has no line yet
 * @returns the other one; nothing if there is none
 * @throws EditRefusedError
 */
export async function moveCaption(
  { document, index, applyAll }: CaptionDocument,
  entry: Entry,
  by: number,
  swapAdded: (one: Entry, other: Entry) => void,
): Promise<Entry | undefined> {
  const siblings = entry.group?.entries ?? [];
  const other = siblings.at(siblings.indexOf(entry) + by);
  if (!other || siblings.indexOf(entry) + by < 0) return undefined;
  const [one, two] = [entry, other].map((each) => index.lineNumber(each));
  if (one === undefined || two === undefined) {
    swapAdded(entry, other);
    return other;
  }
  const [line, otherLine] = [document.lineAt(one), document.lineAt(two)];
  await applyAll([
    vscode.TextEdit.replace(line.range, otherLine.text),
    vscode.TextEdit.replace(otherLine.range, line.text),
  ]);
  return other;
}

/** Makes rows of a list of captions that another tool wrote into one row. @throws EditRefusedError */
export async function splitList({ document, index, applyAll }: CaptionDocument, entry: Entry): Promise<void> {
  const number = index.lineNumber(entry);
  if (number === undefined || !entry.row || entry.others.length === 0) return;
  const line = document.lineAt(number);
  const first = entry.row.text.trim() === '' ? [] : [entry.row.text];
  const rows = splitCaptions(line.text, [...first, ...entry.others]);
  await applyAll([vscode.TextEdit.replace(line.range, rows.join('\n'))]);
}
