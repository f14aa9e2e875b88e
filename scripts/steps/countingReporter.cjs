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
  if (!isGuest)
    countRejections(runner, (test, reason) =>
      of(test).failures.push({ title: `${test.fullTitle()}, which left a rejection`, reason }),
    );
  runner.on('pending', (test) => of(test).leftOut.push(test.fullTitle()));
  runner.once('end', () => writeFileSync(place, JSON.stringify([...counts.values()])));
}

/** Mocha lets a rejection pass that nobody handles: what a test leaves behind would be seen by nobody. */
function countRejections(runner, count) {
  let running;
  runner.on('test', (test) => (running = test));
  const counted = new Set();
  process.on('unhandledRejection', (error, promise) => {
    // Mocha tells of each once more.
    if (running === undefined || counted.has(promise)) return;
    counted.add(promise);
    console.error(error);
    count(running, firstLineOf(error));
  });
}

function firstLineOf(error) {
  return String(error?.message ?? error).split('\n', 1)[0];
}
