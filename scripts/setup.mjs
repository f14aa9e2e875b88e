import { build } from './steps/build.mjs';
import { installDependencies } from './steps/dependencies.mjs';
import { installNativeTensorFlow } from './steps/nativeTensorFlow.mjs';

/** Everything that the extension and the command line need; in seconds when it is there already. */
export async function setUp() {
  await installDependencies();
  installNativeTensorFlow();
  await build();
}

if (process.argv[1] === new URL(import.meta.url).pathname) await setUp();
