import { failuresIn } from './steps/counts.mjs';
import { installDependencies } from './steps/dependencies.mjs';
import { fail } from './steps/process.mjs';
import { suites } from './steps/suites.mjs';

/** `npm run lint`: formatting, types and lint rules, and the direction of imports; what one finds does not hide what another does. */
async function main() {
  await installDependencies();
  const results = [await suites.format(), await suites.lint(), await suites.imports()];
  process.exitCode = failuresIn(results.flat()).length > 0 ? 1 : 0;
}

main().catch(fail);
