import { marker, type Mark, type ReplaceRule } from './rule';

/** What a rule changes in many captions, in a form that goes from one thread to another in no time. */
export interface FlatFindings {
  /** Which captions change. */
  captions: Int32Array<ArrayBuffer>;
  /** Where the marks of each of them begin; one more than there are captions. */
  firstMarks: Int32Array<ArrayBuffer>;
  /** Start and end of each mark, one after the other. */
  bounds: Int32Array<ArrayBuffer>;
  inserted: string[];
}

/** Applies a rule to many captions. @throws SearchError as {@link marker} does */
export function findAll(captions: readonly string[], rule: ReplaceRule): FlatFindings {
  const mark = marker(rule);
  const changed: number[] = [];
  const firstMarks: number[] = [0];
  const bounds: number[] = [];
  const inserted: string[] = [];
  captions.forEach((caption, at) => {
    const marks = mark(caption);
    if (marks.length === 0) return;
    changed.push(at);
    for (const { start, end, inserted: text } of marks) {
      bounds.push(start, end);
      inserted.push(text);
    }
    firstMarks.push(inserted.length);
  });
  return {
    captions: Int32Array.from(changed),
    firstMarks: Int32Array.from(firstMarks),
    bounds: Int32Array.from(bounds),
    inserted,
  };
}

/** The marks of one of the captions that change. */
export function marksAt({ firstMarks, bounds, inserted }: FlatFindings, at: number): Mark[] {
  const marks: Mark[] = [];
  for (let mark = firstMarks[at]; mark < firstMarks[at + 1]; mark++) {
    marks.push({ start: bounds[2 * mark], end: bounds[2 * mark + 1], inserted: inserted[mark] });
  }
  return marks;
}
