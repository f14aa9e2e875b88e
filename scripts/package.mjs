import path from 'node:path';
import { build } from './steps/build.mjs';
import { installDependencies } from './steps/dependencies.mjs';
import { root, run } from './steps/process.mjs';

await installDependencies();
const code = await run(path.join(root, 'node_modules', '.bin', 'vsce'), [
  'package',
  '--no-dependencies',
  ...process.argv.slice(2),
]);
await build();
process.exit(code);
