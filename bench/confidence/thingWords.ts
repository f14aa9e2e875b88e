import { functionWords } from '../../src/captioner/statistics/functionWords';

/** What captions say of things and is none: colours, sizes, numbers, what is done, and where. */
const others = new Set(
  (
    'black white brown red blue green yellow pink orange purple gray grey colorful dark bright tan ' +
    'big small little large young old tall long short wooden snowy grassy rocky sandy muddy paved busy covered stone brick ' +
    'plastic concrete main hind female male asian one two three four five several many another other each ' +
    'stand stands sit sits run runs walk walks play plays jump jumps look looks smile smiles ride rides hold holds catch hit ' +
    'hits swim swims flies fly throws throw climb climbs watch across along around against outside inside over past does ' +
    'front middle top side edge background distance air end line part area group couple pile piece pair'
  ).split(' '),
);

/** Words in "-ing" that are not what somebody does. */
const thingsInIng = new Set(
  'building railing ceiling wing string ring thing clothing painting wedding swing king'.split(' '),
);

/** Whether an English word of a caption names something to be seen. */
export function namesThing(word: string): boolean {
  const token = word.toLowerCase().replace(/[^a-z'-]/g, '');
  if (token === '' || functionWords.has(token) || others.has(token)) return false;
  return !token.endsWith('ing') || thingsInIng.has(token);
}
