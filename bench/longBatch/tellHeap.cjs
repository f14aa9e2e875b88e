/** For a process that is measured: says on stderr what it still needs, each time when it is asked to. */
process.on('SIGUSR2', () =>
  setImmediate(() => {
    globalThis.gc?.();
    process.stderr.write(`heap ${process.memoryUsage().heapUsed}\n`);
  }),
);
