import fc from 'fast-check';
import Mocha from 'mocha';

/**
 * A process of its own, with tests that are loaded once: runs them again and again, each time with another fault switched on
 * ({@link switchedFaults}), and tells which one failed first. A fault that is on already while they are loaded is told by the environment.
 */
async function main() {
  const mocha = new Mocha({ bail: true, reporter: Silent, timeout: 60_000 });
  mocha.cleanReferencesAfterRun(false);
  for (const file of process.argv.slice(2)) mocha.addFile(file);
  await mocha.loadFilesAsync();
  // That a property does not hold is enough: nobody reads the smallest case.
  fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
  process.on('message', (number) => {
    globalThis.showtellFault = number;
    process.env.SHOWTELL_FAULT = String(number);
    /** @type {string | undefined} */
    let failed;
    const run = mocha.run(() => process.send?.({ failed }));
    run.on('fail', (test, error) => (failed ??= `${test.fullTitle()}: ${String(error.message).split('\n', 1)[0]}`));
  });
  process.on('disconnect', () => process.exit());
  process.send?.('loaded');
}

/** Says nothing: what failed is told to whoever asked. */
class Silent extends Mocha.reporters.Base {}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
