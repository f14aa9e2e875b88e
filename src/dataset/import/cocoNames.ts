import { grown } from '../growingNumbers';
import { NameTable } from '../nameTable';
import { TextList } from '../textList';

/** The names of a file's images by their ids, outside of the heap. */
export class CocoNames {
  private readonly ids = new NameTable();
  private readonly names = new TextList();
  /** By the number of the id, that of the name. */
  private nameOfId = new Uint32Array(1 << 8);

  /** What was said last of an id counts. */
  add(id: number | string, name: string): void {
    const number = this.ids.add(keyOf(id));
    this.nameOfId = grown(this.nameOfId, number + 1);
    this.nameOfId[number] = this.names.push(name);
  }

  of(id: number | string): string | undefined {
    const number = this.ids.numberOf(keyOf(id));
    return number < 0 ? undefined : this.names.at(this.nameOfId[number]);
  }
}

/** 1 and "1" are two ids. */
function keyOf(id: number | string): string {
  return typeof id === 'number' ? String(id) : `"${id}`;
}
