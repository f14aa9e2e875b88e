import type { NamedClass } from './objectTable';

/** Less likely things are not named. */
export const leastSeen = 0.15;

/** Of what is seen and was not learned about, people name this much. */
const expected = 0.7;
/** How much has to be seen of a thing until what was learned counts as much as what was expected. */
const expectedWeight = 2;

/** How much of what the classifier sees of an object people name, 0 to 1. */
export function reliabilityOf({ learned = { seen: 0, named: 0 } }: NamedClass): number {
  return (learned.named + expected * expectedWeight) / (learned.seen + expectedWeight);
}
