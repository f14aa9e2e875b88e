import type { ObjectTable } from '../objects/objectTable';

/** The table of objects as it lies in the folder of a bundle: an object a line. */
export function objectTableData({ objects, ...head }: ObjectTable): Uint8Array {
  const lines = objects.map((object) => JSON.stringify(object)).join(',\n');
  return Buffer.from(`${JSON.stringify(head).slice(0, -1)},"objects":[\n${lines}\n]}\n`);
}
