import assert from 'node:assert/strict';
import { installed } from '../../scripts/steps/dependencies.mjs';

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.0.0' },
  'node_modules/@esbuild/win32-x64': { version: '1.0.0', optional: true },
};

describe('The check of installed packages', () => {
  it('is content with what the lock file names, without the optional packages of other systems', () => {
    assert.equal(installed(wanted, { 'node_modules/zod': { version: '4.0.0' } }), true);
  });

  it('finds that nothing is installed', () => {
    assert.equal(installed(wanted, undefined), false);
  });

  it('finds a package that is missing', () => {
    assert.equal(installed(wanted, {}), false);
  });

  it('finds a package of another version', () => {
    assert.equal(installed(wanted, { 'node_modules/zod': { version: '3.9.0' } }), false);
  });

  it('finds a package that is no longer wanted', () => {
    const present = { 'node_modules/zod': { version: '4.0.0' }, 'node_modules/left-over': { version: '1.0.0' } };
    assert.equal(installed(wanted, present), false);
  });
});
