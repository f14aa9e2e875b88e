import { build } from './steps/build.mjs';
import { installDependencies } from './steps/dependencies.mjs';

await installDependencies();
await build({ always: true });
