import { readLine } from './document';
import { imageKey } from '../images/fileName';

/** One line of a text, counted from 0, and what stands there afterwards: several lines, or none. */
export interface LineChange {
  line: number;
  lines: string[];
}

/** What another's changes make of a text. */
export interface RowMerge {
  /** In the order of lines. */
  changes: LineChange[];
  /** How many rows come from the other. */
  taken: number;
  /** The images, or other lines, that both changed in different ways: they stay as they are here. */
  disputed: string[];
}

/** One text as lines, and which lines each image has. */
interface Version {
  lines: readonly string[];
  numbers: ReadonlyMap<string, readonly number[]>;
}

const ofImage = 'image ';
const lineEnding = /\r\n|\n|\r/u;

/**
 * Merges two texts that began as one, row by row: what only the other changed is taken, and all else stays byte for byte. A row
 * is known by its image and which of that image's rows it is, a line that is no row by its text. The order of rows is of no
 * concern; a row that the other has added comes after the one that it follows there.
 * @param base what both began with
 * @param theirs the other text
 * @param ours the text that is to be changed; its line endings do not matter
 */
export function mergeRows(base: string, theirs: string, ours: string): RowMerge {
  const identify = identities();
  const [before, other, own] = [base, theirs, ours].map((text) => read(text, identify));
  const wanted = new Map<string, string[]>();
  const disputed: string[] = [];
  let taken = 0;
  for (const key of new Set([...other.numbers.keys(), ...before.numbers.keys()])) {
    const [from, there, here] = [before, other, own].map((version) => linesOf(version, key));
    const merged = mergeLines(from, there, here);
    if (merged.isDisputed) disputed.push(nameOf(key));
    if (sameLines(merged.lines, here)) continue;
    wanted.set(key, merged.lines);
    taken += Math.max(merged.lines.length, here.length) - merged.lines.filter((line, at) => line === here[at]).length;
  }
  return { changes: changesOf(own, other, wanted, identify), taken, disputed };
}

/**
 * Whether a text came of another one by rows that were changed or added, and nothing else. A program that has not written all yet
 * leaves rows out, or half a row at the end.
 */
export function onlyAddsAndChanges(before: string, after: string): boolean {
  const identify = identities();
  const [from, to] = [before, after].map((text) => read(text, identify));
  const isAllThere = [...from.numbers].every(([key, { length }]) => (to.numbers.get(key)?.length ?? 0) >= length);
  return isAllThere && [...to.numbers.keys()].every((key) => isOfImage(key) || from.numbers.has(key));
}

/** The images, by what {@link imageKey} gives, of which one text says something else than another does. */
export function changedImages(before: string, after: string): Set<string> {
  const identify = identities();
  const [from, to] = [before, after].map((text) => read(text, identify));
  const keys = [...new Set([...from.numbers.keys(), ...to.numbers.keys()])].filter(isOfImage);
  return new Set(keys.filter((key) => !sameLines(linesOf(from, key), linesOf(to, key))).map(nameOf));
}

/** What becomes of the rows of one image. */
function mergeLines(
  base: readonly string[],
  theirs: readonly string[],
  ours: readonly string[],
): { lines: string[]; isDisputed: boolean } {
  if (sameLines(base, theirs) || sameLines(theirs, ours)) return { lines: [...ours], isDisputed: false };
  if (sameLines(base, ours)) return { lines: [...theirs], isDisputed: false };
  // Where one of them took rows away, or both added some, nobody knows which row is which.
  const isClear = Math.min(theirs.length, ours.length) === base.length;
  if (!isClear) return { lines: [...ours], isDisputed: true };
  let isDisputed = false;
  const lines = base.map((line, at) => {
    if (theirs[at] === line || theirs[at] === ours[at]) return ours[at];
    if (ours[at] === line) return theirs[at];
    isDisputed = true;
    return ours[at];
  });
  const added = theirs.length > ours.length ? theirs : ours;
  return { lines: [...lines, ...added.slice(base.length)], isDisputed };
}

function changesOf(
  own: Version,
  other: Version,
  wanted: ReadonlyMap<string, readonly string[]>,
  identify: (line: string) => string | undefined,
): LineChange[] {
  const changes = new Map<number, string[]>();
  const at = (line: number): string[] => {
    const lines = changes.get(line) ?? [own.lines[line]];
    changes.set(line, lines);
    return lines;
  };
  for (const [key, lines] of wanted) {
    for (const [index, line] of (own.numbers.get(key) ?? []).entries()) {
      if (lines[index] !== own.lines[line]) at(line).splice(0, 1, ...lines.slice(index, index + 1));
    }
  }
  // Where added rows go: at the top, or after the row that stands before them in the other text.
  let previous = -1;
  const top: string[] = [];
  const seen = new Map<string, number>();
  for (const line of other.lines) {
    const key = identify(line);
    if (key === undefined) continue;
    const index = seen.get(key) ?? 0;
    seen.set(key, index + 1);
    const here = own.numbers.get(key) ?? [];
    if (index < here.length) previous = here[index];
    else if (index < (wanted.get(key)?.length ?? 0)) (previous < 0 ? top : at(previous)).push(line);
  }
  if (top.length > 0) at(0).unshift(...top);
  return [...changes].map(([line, lines]) => ({ line, lines })).sort((one, next) => one.line - next.line);
}

function read(text: string, identify: (line: string) => string | undefined): Version {
  const lines = text.replace(/^\uFEFF/u, '').split(lineEnding);
  const numbers = new Map<string, number[]>();
  for (const [number, line] of lines.entries()) {
    const key = identify(line);
    if (key === undefined) continue;
    const known = numbers.get(key);
    if (known) known.push(number);
    else numbers.set(key, [number]);
  }
  return { lines, numbers };
}

/** @returns what tells of a line what it is about, nothing of a blank one; the same line is read once */
function identities(): (line: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (line) => {
    if (known.has(line)) return known.get(line);
    const { row, problem } = readLine(line, 0, 0, line.length);
    const key = row ? `${ofImage}${imageKey(row.fileName)}` : problem === undefined ? undefined : `line ${line}`;
    known.set(line, key);
    return key;
  };
}

function isOfImage(key: string): boolean {
  return key.startsWith(ofImage);
}

function nameOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

function linesOf({ lines, numbers }: Version, key: string): string[] {
  return (numbers.get(key) ?? []).map((number) => lines[number]);
}

function sameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line === other[at]);
}
