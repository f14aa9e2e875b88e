const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** Mocha's usual report, and the counts with the names of what was left out, as JSON in the file that SHOWTELL_COUNTS names. */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const leftOut = [];
    runner.on('pending', (test) => leftOut.push(test.fullTitle()));
    runner.once('end', () => {
      const { passes: passed, failures: failed } = runner.stats;
      if (process.env.SHOWTELL_COUNTS)
        writeFileSync(process.env.SHOWTELL_COUNTS, JSON.stringify({ passed, failed, leftOut }));
    });
  }
};
