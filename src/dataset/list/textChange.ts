/** One replacement in a text, in lines and characters counted from 0, as it was before. */
export interface TextChange {
  start: { line: number; character: number };
  end: { line: number; character: number };
  /** What stands there now. */
  text: string;
}

/** Which lines a change is about: as many as these made place for so many. */
export interface ReplacedLines {
  first: number;
  removed: number;
  added: number;
}

/** A change of whole lines leaves the line that follows them alone; every other change touches its last line too. */
export function replacedLines({ start, end, text }: TextChange): ReplacedLines {
  const breaks = text.match(/\r\n|\n|\r/g)?.length ?? 0;
  const isWhole = start.character === 0 && end.character === 0 && (text === '' || /[\r\n]$/.test(text));
  const last = isWhole ? 0 : 1;
  return { first: start.line, removed: end.line - start.line + last, added: breaks + last };
}
