import type { DatasetLine } from '../../dataset/document/document';
import { findValue } from '../../dataset/json/jsonValues';
import { isObject } from '../../dataset/json/parsedObject';
import { withoutLine } from '../../dataset/document/withoutLine';
import type { Finding } from './finding';

/** A file may be one list of any length; an object over more lines than this is none of a dataset. */
const mostLines = 10_000;

/** Lines that hold other than one object each, with what they hold. */
interface Objects {
  first: number;
  last: number;
  objects: string[];
  isList: boolean;
}

/**
 * Objects that do not stand on a line each: several on one, one over several, or all of them in a list. Each can be written to a
 * line of its own, letter for letter.
 * @returns what was found, and the lines that are a part of it
 */
export function findObjects(
  text: string,
  lines: readonly DatasetLine[],
): { findings: Finding[]; lines: ReadonlySet<number> } {
  const findings: Finding[] = [];
  const covered = new Set<number>();
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  for (let at = 0; at < lines.length; at++) {
    if (lines[at].problem === undefined) continue;
    const found = objectsFrom(text, lines, at);
    if (!found) continue;
    for (let line = found.first; line <= found.last; line++) covered.add(line);
    at = found.last;
    findings.push({
      line: found.first,
      reason: explain(found),
      mend: { start: lines[found.first].start, end: lines[found.last].end, text: found.objects.join(ending) },
    });
  }
  findings.push(...findBrackets(text, lines, covered));
  return { findings, lines: covered };
}

/** Brackets of a list around lines some of which are no objects, so that the list cannot be written anew as a whole. */
function findBrackets(text: string, lines: readonly DatasetLine[], covered: Set<number>): Finding[] {
  const brackets: [line: DatasetLine | undefined, bracket: string, place: string][] = [
    [lines[0], '[', 'begins'],
    [lines.at(-1), ']', 'ends'],
  ];
  return brackets.flatMap(([one, bracket, place]) => {
    if (!one || covered.has(one.line) || text.slice(one.start, one.end).trim() !== bracket) return [];
    covered.add(one.line);
    return [
      {
        line: one.line,
        reason: `A JSON list ${place} here; this format has none, but an object a line.`,
        mend: withoutLine(text, one),
      },
    ];
  });
}

function objectsFrom(text: string, lines: readonly DatasetLine[], first: number): Objects | undefined {
  const begin = skip(text, lines[first].start, /\s/);
  const isList = text.charAt(begin) === '[';
  // A list is looked for where a file begins, and where it is on one line.
  const isWhole = isList && lines.slice(0, first).every(({ row, problem }) => !row && problem === undefined);
  const limit = isWhole ? text.length : lines[Math.min(first + (isList ? 0 : mostLines), lines.length - 1)].end;
  const objects: string[] = [];
  let last = first;
  let next = begin;
  for (;;) {
    const value = findValue(text, next, limit);
    const found = value && objectsOf(text.slice(value.start, value.end), isList);
    if (!found) return undefined;
    objects.push(...found);
    while (lines[last].end < value.end) last++;
    next = skip(text, value.end, isList ? /[^\S\r\n]/ : /[^\S\r\n]|,/);
    if (next >= lines[last].end) {
      const isAsItShouldBe = objects.length === 1 && !isList && text.slice(begin, next).trim() === objects[0];
      return isAsItShouldBe ? undefined : { first, last, objects, isList };
    }
    if (isList) return undefined;
  }
}

/** @returns nothing if it is no object, or no list of objects */
function objectsOf(json: string, isList: boolean): string[] | undefined {
  try {
    // A comma behind the last object of a list means nothing.
    const value: unknown = JSON.parse(isList ? json.replace(/,(?=\s*\]$)/, '') : json);
    if (!isList) return isObject(value) ? [onOneLine(json)] : undefined;
    if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) return undefined;
  } catch {
    return undefined;
  }
  const objects: string[] = [];
  for (let at = json.indexOf('{'); at >= 0;) {
    const object = findValue(json, at);
    if (!object) return undefined;
    objects.push(onOneLine(json.slice(object.start, object.end)));
    at = json.indexOf('{', object.end);
  }
  return objects;
}

/** No text of JSON has a line break in it, so each stands between two parts. */
function onOneLine(json: string): string {
  return json
    .replace(/([{[])\s*[\r\n]\s*/g, '$1')
    .replace(/\s*[\r\n]\s*([}\]])/g, '$1')
    .replace(/\s*[\r\n]\s*/g, ' ');
}

function skip(text: string, from: number, what: RegExp): number {
  let at = from;
  while (at < text.length && what.test(text.charAt(at))) at++;
  return at;
}

function explain({ first, last, objects, isList }: Objects): string {
  const over = last === first ? 'stands on this line' : `stands on lines ${first + 1} to ${last + 1}`;
  const rule = 'this format has one object a line.';
  if (isList) return `A JSON list of ${objects.length} objects ${over}; ${rule}`;
  if (objects.length === 1) return last === first ? 'A comma follows the object.' : `One JSON object ${over}; ${rule}`;
  return `${objects.length} JSON objects ${over.replace('stands', 'stand')}; ${rule}`;
}
