/** Bundles the tests of test/extension for VS Code's debugger; see .vscode/launch.json. */
import { bundleTests } from './extensionTestsBundle';

bundleTests().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
