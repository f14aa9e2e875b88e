const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** Mocha's usual report, and the counts of each file, as counts.mjs has them, in the JSON file that SHOWTELL_COUNTS names. */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    if (process.env.SHOWTELL_COUNTS) countInto(process.env.SHOWTELL_COUNTS, runner);
  }
};

function countInto(place, runner) {
  const counts = new Map();
  const of = ({ file = '' }) => {
    if (!counts.has(file)) counts.set(file, { file, passed: 0, failures: [], leftOut: [] });
    return counts.get(file);
  };
  runner.on('pass', (test) => of(test).passed++);
  runner.on('fail', (test, error) => of(test).failures.push({ title: test.fullTitle(), reason: firstLineOf(error) }));
  runner.on('pending', (test) => of(test).leftOut.push(test.fullTitle()));
  runner.once('end', () => writeFileSync(place, JSON.stringify([...counts.values()])));
}

function firstLineOf(error) {
  return String(error?.message ?? error).split('\n', 1)[0];
}
