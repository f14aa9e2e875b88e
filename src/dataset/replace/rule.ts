import { SearchError } from '../list/listFilter';
import { reasonOf } from '../files/reason';

/** What is to become of many captions. */
export type ReplaceRule =
  | {
      kind: 'replace';
      find: string;
      /** With a regular expression, `$1`, `$<name>` and `$&` stand for what it found, `$$` for a dollar sign. */
      replacement: string;
      isRegularExpression: boolean;
      matchCase: boolean;
      wholeWord: boolean;
    }
  /** Text in front of and behind each caption; one that has it already keeps it once. */
  | { kind: 'add'; before: string; after: string };

/** One place in a caption where a rule changes it. */
export interface Mark {
  /** Character offset in the caption as it was. */
  start: number;
  end: number;
  /** What comes in its place. */
  inserted: string;
}

/**
 * Makes a rule ready for many captions.
 * @returns what gives the places that change in a caption, in their order; none if it stays as it is
 * @throws SearchError if what is to be found is a regular expression that cannot be read
 */
export function marker(rule: ReplaceRule): (caption: string) => Mark[] {
  if (rule.kind === 'add') return (caption) => added(caption, rule.before, rule.after);
  if (rule.find === '') return () => [];
  const expression = expressionOf(rule);
  const { replacement, isRegularExpression } = rule;
  return (caption) => {
    const marks: Mark[] = [];
    for (const match of caption.matchAll(expression)) {
      const inserted = isRegularExpression ? expand(replacement, match) : replacement;
      if (inserted !== match[0]) marks.push({ start: match.index, end: match.index + match[0].length, inserted });
    }
    return marks;
  };
}

/** The caption after a rule. */
export function applyMarks(caption: string, marks: readonly Mark[]): string {
  let text = '';
  let at = 0;
  for (const { start, end, inserted } of marks) {
    text += caption.slice(at, start) + inserted;
    at = end;
  }
  return text + caption.slice(at);
}

function added(caption: string, before: string, after: string): Mark[] {
  const marks: Mark[] = [];
  if (before !== '' && !caption.startsWith(before)) marks.push({ start: 0, end: 0, inserted: before });
  if (after !== '' && !caption.endsWith(after)) {
    marks.push({ start: caption.length, end: caption.length, inserted: after });
  }
  return marks;
}

function expressionOf(rule: Extract<ReplaceRule, { kind: 'replace' }>): RegExp {
  const plain = rule.find.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const source = rule.isRegularExpression ? rule.find : plain;
  const flags = rule.matchCase ? 'gu' : 'giu';
  try {
    // By itself first: what is wrong with it shall be said in its own words.
    const expression = new RegExp(source, flags);
    const letter = '[\\p{L}\\p{M}\\p{N}_]';
    return rule.wholeWord ? new RegExp(`(?<!${letter})(?:${source})(?!${letter})`, flags) : expression;
  } catch (error) {
    throw new SearchError(reasonOf(error), { cause: error });
  }
}

/** Fills what was found into a replacement, as `String.prototype.replace` does. */
function expand(replacement: string, match: RegExpExecArray): string {
  const { groups } = match;
  // Where no group has a name, $< is what it is.
  const signs = groups ? /\$(?:([$&])|(\d\d?)|<([^>]*)>)/g : /\$(?:([$&])|(\d\d?))/g;
  return replacement.replace(signs, (whole, sign, digits, name) => {
    if (sign === '$') return '$';
    if (sign === '&') return match[0];
    if (groups && typeof name === 'string') return groups[name] ?? '';
    const [group, rest] = groupOf(String(digits), match.length);
    return group === undefined ? whole : (match[group] ?? '') + rest;
  });
}

/** `$12` is the twelfth group where there are so many, else the first one and a 2. */
function groupOf(digits: string, length: number): [group: number | undefined, rest: string] {
  const number = Number(digits);
  if (number > 0 && number < length) return [number, ''];
  const first = Number(digits.charAt(0));
  if (digits.length === 2 && first > 0 && first < length) return [first, digits.charAt(1)];
  return [undefined, ''];
}
