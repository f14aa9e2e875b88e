import type { GraphRuntime } from '../../../src/captioner/computing/graphRuntime';

/** Knows how many graphs are open, and how often one was run. @param mayOpen as many may be opened before it refuses */
export function countingRuntime(
  runtime: GraphRuntime,
  mayOpen = Infinity,
): GraphRuntime & { open: GraphRuntime['open']; opened: number; runs: number } {
  const counting = {
    opened: 0,
    runs: 0,
    precision: runtime.precision,
    cutsSums: runtime.cutsSums,
    open: (model: Uint8Array) => {
      if (counting.opened >= mayOpen) throw new Error('It may open no more.');
      const session = runtime.open(model);
      counting.opened++;
      return {
        run: (inputs: Parameters<typeof session.run>[0]) => {
          counting.runs++;
          return session.run(inputs);
        },
        release: () => {
          counting.opened--;
          session.release();
        },
      };
    },
  };
  return counting;
}
