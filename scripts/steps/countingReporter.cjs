const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** Mocha's usual report, and the counts of each file, as counts.mjs has them, in the JSON file that SHOWTELL_COUNTS names. */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { SHOWTELL_COUNTS: place } = process.env;
    if (place) countInto(place, runner, options.reporterOptions?.isGuest);
  }
};

function countInto(place, runner, isGuest) {
  const counts = new Map();
  const of = ({ file = '' }) => {
    if (!counts.has(file)) counts.set(file, { file, passed: 0, failures: [], leftOut: [] });
    return counts.get(file);
  };
  runner.on('pass', (test) => of(test).passed++);
  runner.on('fail', (test, error) => of(test).failures.push({ title: test.fullTitle(), reason: firstLineOf(error) }));
  // In a process of others they reject, too.
  const left = isGuest ? new Map() : rejectionsLeft(runner);
  runner.on('pending', (test) => of(test).leftOut.push(test.fullTitle()));
  runner.once('end', () => {
    for (const { test, reason } of left.values())
      of(test).failures.push({ title: `${test.fullTitle()}, which left a rejection`, reason });
    writeFileSync(place, JSON.stringify([...counts.values()]));
  });
}

/** Rejections that nobody has handled yet, with the test that ran then: mocha lets them pass. */
function rejectionsLeft(runner) {
  let running;
  runner.on('test', (test) => (running = test));
  const left = new Map();
  process.on('unhandledRejection', (error, promise) => {
    // Mocha tells of each once more.
    if (running === undefined || left.has(promise)) return;
    left.set(promise, { test: running, reason: firstLineOf(error) });
  });
  process.on('rejectionHandled', (promise) => left.delete(promise));
  return left;
}

function firstLineOf(error) {
  return String(error?.message ?? error).split('\n', 1)[0];
}
