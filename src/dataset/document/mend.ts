import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { TextEdit } from './edit';
import { DatasetFileError, readDatasetToMend, writeDatasetFile } from './file';
import { errorCode, explainFileError } from '../files/fileError';
import { writeAlone } from './writeAlone';

/** What mends make of a text. @param mends in the order of the text */
export function applyMends(text: string, mends: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const mend of mends) {
    parts.push(text.slice(at, mend.start), mend.text);
    at = mend.end;
  }
  return parts.join('') + text.slice(at);
}

/** As many characters make a piece. */
const pieceLength = 1 << 20;

/** What mends make of a text, in pieces that end with a line, so that all of it is never there a second time. @param mends whole lines of it */
export function* mendedPieces(text: string, mends: readonly TextEdit[]): Generator<string> {
  let at = 0;
  for (const mend of mends) {
    yield* piecesOf(text, at, mend.start);
    yield* piecesOf(mend.text, 0, mend.text.length);
    at = mend.end;
  }
  yield* piecesOf(text, at, text.length);
}

function* piecesOf(text: string, start: number, end: number): Generator<string> {
  for (let at = start; at < end;) {
    const feed = text.indexOf('\n', at + pieceLength);
    const next = feed < 0 || feed >= end ? end : feed + 1;
    yield text.slice(at, next);
    at = next;
  }
}

/**
 * Writes a dataset that was mended. The file as it was is kept beside it.
 * @param before what it held when it was looked at
 * @returns where it is kept
 * @throws DatasetFileError if it holds something else by now, another process adds rows to it, or it cannot be kept or written; it is then as it was
 */
export async function writeMended(path: string, before: string, after: string): Promise<string> {
  return writeAlone(path, async () => {
    const { text } = await readDatasetToMend(path);
    if (text !== before) {
      throw new DatasetFileError(l10n.t('{0} was changed meanwhile. Nothing was mended; try again.', path));
    }
    const kept = await keep(path);
    await writeDatasetFile(path, after);
    return kept;
  });
}

/** Nothing that was kept before is written over. */
async function keep(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const copy = `${path}.before-fix${number === 1 ? '' : `-${number}`}`;
    try {
      await copyFile(path, copy, constants.COPYFILE_EXCL);
      return copy;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      const reason = explainFileError(error);
      throw new DatasetFileError(l10n.t('Cannot keep {0} as {1}: {2}. Nothing was changed.', path, copy, reason), {
        cause: error,
      });
    }
  }
}
