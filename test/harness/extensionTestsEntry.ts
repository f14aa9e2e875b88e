/** What VS Code calls in its extension host to run the tests. */
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import CountingReporter from '../../scripts/steps/countingReporter.cjs';

export async function run(): Promise<void> {
  // The extension host's own console goes nowhere that the tests' caller can read.
  const output = process.env.SHOWTELL_TEST_OUTPUT;
  if (output !== undefined) {
    const write = (...values: unknown[]): void => appendFileSync(output, `${format(...values)}\n`);
    for (const method of ['log', 'error', 'warn', 'info'] as const)
      Object.defineProperty(console, method, { value: write });
    // Mocha's reporters took the old one when they were loaded.
    Mocha.reporters.Base.consoleLog = write;
  }
  const reporting = { reporter: CountingReporter, reporterOptions: { isGuest: true } };
  const mocha = new Mocha({ ui: 'bdd', ...reporting, timeout: 120_000, color: false });
  const folder = path.join(__dirname, '..', 'extension');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(folder, file));
  }
  await new Promise<void>((resolve, reject) => {
    mocha.run((failed) => {
      if (failed > 0) reject(new Error(`${failed} tests failed.`));
      else resolve();
    });
  });
}
