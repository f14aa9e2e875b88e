import type { DatasetLines, LinePlace } from '../document/datasetLines';
import { readLine } from '../document/document';
import { readKeys } from '../document/fields';
import type { Others } from '../document/otherKeys';
import { captionOf, type Row } from '../rows/row';
import type { JsonObject } from '../json/parsedObject';
import { withExactNumbers } from '../json/exactNumbers';
import { parseContent } from '../rows/rowReading';
import { onOneLine, structuredJson } from '../rows/structuredCaption';
import type { ExportedCaption } from './exportedImage';

/** What is taken besides images that a person captioned. */
export interface Wanted {
  withUndecided: boolean;
  withExcluded: boolean;
}

/** A line that is a row, and those of its captions that are wanted. */
export interface RowCaptions {
  row: Row;
  captions: ExportedCaption[];
}

const nothingElse: Others = {};

/** The rows of a dataset, each read from its text when it is asked for. */
export class DatasetRows {
  constructor(
    readonly lines: DatasetLines,
    private readonly wanted: Wanted,
  ) {}

  /** @returns nothing where there is no row */
  read(place: LinePlace): RowCaptions | undefined {
    const json = this.lines.textAt(place);
    if (json.trim() === '' || (this.lines.haveForeignBytes && !readLine(json, 0, 0, json.length).row)) return undefined;
    const { content, object = {} } = parseContent(json);
    if ('problem' in content) return undefined;
    const { row, captions, isStructured } = content;
    if (!isWanted(row, this.wanted)) return { row, captions: [] };
    const found: ExportedCaption[] = [];
    let others: Others | undefined;
    for (const each of captions ?? [captionOf(row)]) {
      if (each.trim() === '') continue;
      const text = isStructured && each === row.text ? structuredJson(each, onOneLine) : each;
      others ??= othersOf(object, json);
      found.push({ row: row.text === text ? row : { ...row, text }, others });
    }
    return { row, captions: captions ? withoutRepetition(found) : found };
  }

  /** What is wrong with a line that is no row; nothing is with an empty one. */
  problemAt(place: LinePlace): string | undefined {
    const json = this.lines.textAt(place);
    return readLine(json, 0, 0, json.length, this.lines.haveForeignBytes).problem;
  }

  /** The wanted captions of some rows, which are of one image: each once. */
  captionsAt(places: readonly LinePlace[]): ExportedCaption[] {
    return withoutRepetition(places.flatMap((place) => this.read(place)?.captions ?? []));
  }
}

/** A row without a status is somebody's caption. */
function isWanted({ status }: Row, { withUndecided, withExcluded }: Wanted): boolean {
  if (status === 'excluded') return withExcluded;
  return status !== 'suggested' || withUndecided;
}

function othersOf(object: JsonObject, json: string): Others {
  for (const key in object) {
    if (readKeys.has(key)) continue;
    const exact = withExactNumbers(object, json);
    return Object.fromEntries(Object.entries(exact).filter(([one]) => !readKeys.has(one)));
  }
  return nothingElse;
}

function withoutRepetition(captions: readonly ExportedCaption[]): ExportedCaption[] {
  const seen = new Set<string>();
  return captions.filter(({ row: { text } }) => !seen.has(text) && seen.add(text));
}
