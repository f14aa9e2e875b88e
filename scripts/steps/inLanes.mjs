/**
 * Does works beside each other, one at a time in each lane.
 * @template Work
 * @param {Work[][][]} lanes for each lane where it takes its works from: the first of these lists that has one left. Lists are emptied, and
 * lanes may share them
 * @param {(work: Work) => Promise<void>} act
 */
export async function inLanes(lanes, act) {
  const lane = async (lists) => {
    for (;;) {
      const list = lists.find(({ length }) => length > 0);
      if (list === undefined) return;
      await act(list.shift());
    }
  };
  await Promise.all(lanes.map(lane));
}
