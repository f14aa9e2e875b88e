/**
 * Does works beside each other, one at a time in each lane; a lane that is free takes the next.
 * @template Work
 * @param {number} lanes
 * @param {readonly Work[]} works in the order in which they begin
 * @param {(work: Work) => Promise<void>} act
 */
export async function inLanes(lanes, works, act) {
  const waiting = [...works];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
