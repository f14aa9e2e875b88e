import { build } from './steps/build.mjs';
import { installDependencies } from './steps/dependencies.mjs';
import { add, suites } from './steps/suites.mjs';

await installDependencies();
await build();
const { failed } = add(await suites.lint(), await suites.types());
process.exit(failed > 0 ? 1 : 0);
