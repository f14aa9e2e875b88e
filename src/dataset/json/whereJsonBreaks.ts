// The ES module build by its path: the package's default entry does not survive bundling.
import { visit } from 'jsonc-parser/lib/esm/main.js';

/** A place in a text, counted from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

/** Where a text stops being JSON; nothing where that cannot be told. JavaScript says it only of some texts, and in letters from the beginning. */
export function whereJsonBreaks(text: string): TextPlace | undefined {
  const places: TextPlace[] = [];
  const onError = (_error: number, _offset: number, _length: number, line: number, column: number): void => {
    if (places.length === 0) places.push({ line: line + 1, column: column + 1 });
  };
  try {
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    // It calls itself for what is inside of something: too often in lists of thousands of lists.
    if (!(error instanceof RangeError)) throw error;
  }
  return places.at(0);
}
