// The ES module build by its path: the package's default entry does not survive bundling.
import { visit } from 'jsonc-parser/lib/esm/main.js';

/**
 * Where a text stops being JSON, to stand behind the name of its file: `:3:17` is line 3, column 17. JavaScript says it only of some texts,
 * and in letters from the beginning. '' where it cannot be told.
 */
export function whereJsonBreaks(text: string): string {
  let place = '';
  const onError = (_error: number, _offset: number, _length: number, line: number, column: number): void => {
    if (place === '') place = `:${line + 1}:${column + 1}`;
  };
  try {
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    // It calls itself for what is inside of something: too often in lists of thousands of lists.
    if (!(error instanceof RangeError)) throw error;
  }
  return place;
}
