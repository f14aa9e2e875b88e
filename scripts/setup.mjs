import { build } from './steps/build.mjs';
import { installDependencies } from './steps/dependencies.mjs';
import { installNativeTensorFlow } from './steps/nativeTensorFlow.mjs';
import { fail, isMain } from './steps/process.mjs';

/**
 * Everything that the extension and the command line need; in seconds when it is there already.
 * @param {{ again?: boolean }} options `again`: also what could not be had before
 */
export async function setUp({ again = false } = {}) {
  await installDependencies();
  installNativeTensorFlow({ again });
  await build();
}

if (isMain(import.meta.url)) await setUp({ again: true }).catch(fail);
