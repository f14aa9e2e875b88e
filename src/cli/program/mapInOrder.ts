/**
 * Applies an asynchronous function to everything that a source gives, some at a time, and gives the results in the order
 * of the source, each as soon as it and all before it are known: it does not wait for the source's next item.
 * @param atOnce how many calls may be running or waiting to be taken
 */
export async function* mapInOrder<Item, Result>(
  source: AsyncIterable<Item> | Iterable<Item>,
  atOnce: number,
  map: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  let wake: () => void = () => undefined;
  let change = new Promise<void>((resolve) => (wake = resolve));
  const announce = (): void => {
    wake();
    change = new Promise<void>((resolve) => (wake = resolve));
  };
  const state: { ended: boolean; stopped: boolean; failure?: { error: unknown } } = { ended: false, stopped: false };

  const reading = (async () => {
    try {
      for await (const item of source) {
        if (state.stopped) {
          return;
        }
        const result = map(item);
        result.catch(() => undefined); // whoever takes it sees the error
        running.push(result);
        announce();
        while (running.length >= atOnce && !state.stopped) {
          await change;
        }
      }
    } catch (error) {
      state.failure = { error };
    } finally {
      state.ended = true;
      announce();
    }
  })();

  try {
    for (;;) {
      if (running.length > 0) {
        const result = await running[0];
        void running.shift();
        announce();
        yield result;
      } else if (state.ended) {
        await reading;
        if (state.failure) {
          throw state.failure.error;
        }
        return;
      } else {
        await change;
      }
    }
  } finally {
    state.stopped = true;
    announce();
  }
}
