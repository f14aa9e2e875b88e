/** @typedef {import('./faultsIn.mjs').Fault} Fault */

/** Which fault is on: the number of one, counted from 1. What a test starts, such as a thread or a process, is told by its environment. */
const on = '(globalThis.showtellFault ?? Number(process.env.SHOWTELL_FAULT))';

/**
 * The text of a file with all of its faults in it, of which one at a time can be switched on, so that what takes long is done once for
 * all of them: to start Node and to load the tests.
 * @param {string} source
 * @param {Fault[]} faults as {@link faultsIn} gives them
 * @returns {string}
 */
export function switchedFaults(source, faults) {
  /** @type {Map<string, Place>} */
  const places = new Map();
  faults.forEach((fault, at) => {
    const { start, end, kind } = fault.within;
    const name = `${start} ${end} ${kind}`;
    const place = places.get(name) ?? { start, end, kind, faults: [] };
    place.faults.push({ ...fault, number: at + 1 });
    places.set(name, place);
  });
  // What is around others comes first; of the same range, the statement.
  const sorted = [...places.values()].sort(
    (one, other) =>
      one.start - other.start ||
      other.end - one.end ||
      Number(other.kind === 'statement') - Number(one.kind === 'statement'),
  );
  return write(source, { start: 0, end: source.length }, sorted);
}

/** @typedef {import('./faultsIn.mjs').Within & { faults: (Fault & { number: number })[] }} Place */

/**
 * @param {string} source
 * @param {{ start: number, end: number }} range of it, to be written
 * @param {Place[]} places those in it
 * @returns {string}
 */
function write(source, range, places) {
  let text = '';
  let at = range.start;
  for (let first = 0; first < places.length;) {
    const place = places[first];
    let next = first + 1;
    while (next < places.length && places[next].end <= place.end) next++;
    text +=
      source.slice(at, place.start) + switched(source, place, write(source, place, places.slice(first + 1, next)));
    at = place.end;
    first = next;
  }
  return text + source.slice(at, range.end);
}

/**
 * @param {string} source
 * @param {Place} place
 * @param {string} sound what stands there without a fault of its own
 * @returns {string}
 */
function switched(source, { start, end, kind, faults }, sound) {
  if (kind === 'statement')
    return `{ if (${faults.map(({ number }) => `${on} !== ${number}`).join(' && ')}) ${sound} }`;
  const chosen = faults.reduce((otherwise, fault) => {
    const faulty = source.slice(start, fault.start) + fault.text + source.slice(fault.end, end);
    return `(${on} === ${fault.number} ? (${faulty}) : ${otherwise})`;
  }, `(${sound})`);
  return kind === 'name' ? `[${chosen}]` : chosen;
}
