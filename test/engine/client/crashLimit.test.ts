import assert from 'node:assert/strict';
import { install, type Clock } from '@sinonjs/fake-timers';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { CrashLimit } from '../../../src/engine/client/crashLimit';

describe('An engine that crashes again and again', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = install({ toFake: ['Date'] });
  });
  afterEach(() => clock.uninstall());

  it('is not started any more after three times within five minutes, and the reason says what may help', () => {
    const crashes = new CrashLimit();
    for (const minutes of [0, 2, 2.9]) {
      assert.equal(crashes.refusal, undefined);
      clock.tick(minutes * 60_000);
      crashes.record();
    }
    assert.equal(
      crashes.refusal,
      'The captioner crashed 3 times within 5 minutes, so it is not started again for now. The log may say why; another backend (setting showtell.backend) may help.',
    );
  });

  it('is started again once the first of them is five minutes ago', () => {
    const crashes = new CrashLimit();
    for (const minutes of [0, 1, 1]) {
      clock.tick(minutes * 60_000);
      crashes.record();
    }
    clock.tick(3 * 60_000 - 1);
    assert.notEqual(crashes.refusal, undefined);
    clock.tick(1);
    assert.equal(crashes.refusal, undefined);
  });
});
