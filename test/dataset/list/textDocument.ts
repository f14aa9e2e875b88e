import { DatasetIndex, type IndexChange } from '../../../src/dataset/list/datasetIndex';
import type { TextChange } from '../../../src/dataset/list/textChange';

/** A text that changes as documents in VS Code do, with an index that follows it. */
export class TextDocument {
  lines: string[];
  readonly index: DatasetIndex;

  /** @param read how many lines are read, and the images, too, if it is all */
  constructor(text: string, fileNames: readonly string[] = [], read = Infinity) {
    this.lines = text.split('\n');
    this.index = new DatasetIndex(this);
    if (read === Infinity) fill(this.index, fileNames);
    else this.index.readNext(read);
  }

  get text(): string {
    return this.lines.join('\n');
  }

  get lineCount(): number {
    return this.lines.length;
  }

  lineAt(line: number): string {
    return this.lines[line];
  }

  replace(change: TextChange): IndexChange {
    this.changeAlone(change);
    return this.index.apply([change]);
  }

  /** Changes the text and tells nobody. */
  changeAlone({ start, end, text }: TextChange): void {
    const head = this.lines[start.line].slice(0, start.character);
    const tail = this.lines[end.line].slice(end.character);
    this.lines.splice(start.line, end.line - start.line + 1, ...(head + text + tail).split('\n'));
  }

  append(text: string): IndexChange {
    const end = { line: this.lineCount - 1, character: this.lines[this.lineCount - 1].length };
    return this.replace({ start: end, end, text });
  }

  get keys(): string[] {
    return [...this.index.entries].map(({ key }) => key);
  }
}

/** Reads all lines, and takes these as the images of the folder. */
export function fill(index: DatasetIndex, fileNames: readonly string[]): void {
  while (!index.isRead) index.readNext(100);
  const seen = new Set<string>();
  index.addImages(fileNames, seen);
  index.keepImages(seen);
}

export function line(fileName: string, text: string, status = '', more: Record<string, string> = {}): string {
  return JSON.stringify({ file_name: fileName, text, ...(status === '' ? {} : { status }), ...more });
}
