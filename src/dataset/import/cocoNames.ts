import { grown } from '../collections/growingNumbers';
import { NameTable } from '../collections/nameTable';
import { TextList } from '../collections/textList';

/** The names of a file's images by their ids, outside of the heap. */
export class CocoNames {
  private readonly ids = new NameTable();
  private readonly names = new TextList();
  /** By the number of the id, that of the name. */
  private nameOfId = new Uint32Array(1 << 8);

  /** What was said last of an id counts. @param id as JSON spells it: 1 and "1" are two */
  add(id: string, name: string): void {
    const number = this.ids.add(id);
    this.nameOfId = grown(this.nameOfId, number + 1);
    this.nameOfId[number] = this.names.push(name);
  }

  of(id: string): string | undefined {
    const number = this.ids.numberOf(id);
    return number < 0 ? undefined : this.names.at(this.nameOfId[number]);
  }
}
