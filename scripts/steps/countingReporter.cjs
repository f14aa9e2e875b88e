const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** Mocha's usual report, and the counts as JSON in the file that SHOWTELL_COUNTS names. */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures } = runner.stats;
      if (process.env.SHOWTELL_COUNTS)
        writeFileSync(process.env.SHOWTELL_COUNTS, JSON.stringify({ passed: passes, failed: failures }));
    });
  }
};
