/**
 * What a long batch leaves in memory: `longBatch [SUGGESTIONS [PLACE…]]`, 10,000 in `caller` and `commandLine` unless told otherwise. The
 * images are few there, so that most answers need no encoder. `extensionHost` is a real VS Code, which takes
 * a quarter of a minute or more for each hundred; it needs what `npm test -- ui` installs, named by the same variables. The last half is
 * compared with the first, after which caches are full. Prints one JSON line.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { inCaller } from './longBatch/inCaller';
import { inCommandLine } from './longBatch/inCommandLine';
import { inExtensionHost } from './longBatch/inExtensionHost';
import type { Mark } from './longBatch/mark';

const places = { caller: inCaller, commandLine: inCommandLine, extensionHost: inExtensionHost };
type Place = keyof typeof places;

const suggestions = Number(process.argv[2] ?? 10_000);
const asked = process.argv.slice(3);
const images = readdirSync('samples')
  .filter((name) => name.endsWith('.jpg'))
  .map((name) => path.resolve('samples', name));

/** In the last half, for each suggestion. */
function growth(marks: readonly Mark[]): number {
  const last = marks.at(-1);
  const middle = marks.find(({ done }) => done >= (last?.done ?? 0) / 2);
  const memory = (mark: Mark | undefined): number => mark?.heapMb ?? mark?.residentMb ?? Number.NaN;
  return ((memory(last) - memory(middle)) * 1024) / ((last?.done ?? 0) - (middle?.done ?? 0));
}

async function main(): Promise<void> {
  const measured: Partial<Record<Place, { kbASuggestion: number; marks: Mark[] }>> = {};
  for (const [name, measure] of Object.entries(places)) {
    if (asked.length > 0 ? !asked.includes(name) : name === 'extensionHost') continue;
    const marks: Mark[] = [];
    for await (const mark of measure(images, suggestions)) {
      marks.push(mark);
      console.error(name, JSON.stringify(mark));
    }
    measured[name as Place] = { kbASuggestion: growth(marks), marks };
  }
  console.log(JSON.stringify({ bench: 'longBatch', suggestions, measured }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
