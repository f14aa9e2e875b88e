import { gunzipSync, gzipSync } from 'node:zlib';
import { contextLength, NgramModel, type NgramRows } from './ngramModel';

const columnsOfFile = contextLength + 2;
/** A file that claims to be larger when unpacked is none of ours. */
const mostBytes = 256 * 1024 * 1024;

/** A file of n-grams: gzip of the columns of `NgramRows`, one after another, numbers of 32 bits, little-endian. */
export function encodeNgrams({ rows }: NgramModel): Uint8Array {
  const columns = [...rows.before, rows.next, rows.count];
  return gzipSync(
    Buffer.concat(columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength))),
    {
      level: 9,
    },
  );
}

/** @throws Error if it is no such file, or not of this vocabulary */
export function decodeNgrams(data: Uint8Array, vocabulary: number): NgramModel {
  const bytes = gunzipSync(data, { maxOutputLength: mostBytes });
  const rows = bytes.length / columnsOfFile / Uint32Array.BYTES_PER_ELEMENT;
  if (!Number.isInteger(rows)) throw new Error('its last row is cut');
  // A copy of its own, as numbers of 32 bits have to lie at places that 4 divides.
  const numbers = new Uint32Array(Uint8Array.from(bytes).buffer);
  const column = (at: number): Uint32Array => numbers.subarray(at * rows, (at + 1) * rows);
  const before = Array.from({ length: contextLength }, (_, at) => column(at));
  const table = { before, next: column(contextLength), count: column(contextLength + 1) };
  assertInOrder(table);
  for (const pieces of [...before, table.next]) {
    const strange = pieces.find((piece) => piece >= vocabulary);
    if (strange !== undefined) throw new Error(`it names piece ${strange} of a vocabulary of ${vocabulary}`);
  }
  return new NgramModel(table);
}

/** Rows that are not in order would not be found. */
function assertInOrder({ before, next }: NgramRows): void {
  const columns = [...before, next];
  for (let row = 1; row < next.length; row++) {
    let column = 0;
    while (column < columns.length && columns[column][row] === columns[column][row - 1]) column++;
    if (column === columns.length || columns[column][row] < columns[column][row - 1])
      throw new Error(`its row ${row} is not in order`);
  }
}
