import { build } from './steps/build.mjs';
import { installDependencies } from './steps/dependencies.mjs';
import { fail, root, run } from './steps/process.mjs';

/** `npm run build [-- --watch]` */
async function main() {
  await installDependencies();
  if (process.argv.includes('--watch')) await run(process.execPath, ['esbuild.js', '--watch'], { cwd: root });
  else await build({ always: true });
}

main().catch(fail);
