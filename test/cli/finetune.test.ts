import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeSmallModel } from '../smallModel';
import { finished, runCli, startCli } from './runCli';
import { runScripted } from './scriptedEngine';

describe('showtell finetune', function () {
  this.timeout(300_000);
  const folder = useTemporaryFolder();
  const model = (): string => join(folder.path, 'small');

  beforeEach(() => writeSmallModel(model()));

  it('stopped by Ctrl+C writes no model, is not begun anew by mistake, and goes on with --resume', async () => {
    const stopped = startCli(fineTuning(), { detached: true });
    // As a terminal does it: Ctrl+C goes to the whole process group, the engine included.
    stopped.stderr?.on('data', (data: Buffer) => {
      if (data.toString().includes('training epoch')) process.kill(-(stopped.pid ?? 0), 'SIGINT');
    });
    const { status, stderr } = await finished(stopped);
    assert.equal(status, 130, stderr);
    assert.match(stderr, /metadata\.jsonl:9 is left out: Not valid JSON/);
    assert.match(stderr, /nobody has decided on them: 10–11\./);
    assert.match(stderr, /No model was written\. With --resume it goes on/);
    assert.ok(!existsSync(join(folder.path, 'own')));

    const anew = await runCli(fineTuning());
    assert.equal(anew.status, 2);
    assert.match(anew.stderr, /broken off.*--resume/);

    const resumed = await runCli(fineTuning('--resume'));
    assert.equal(resumed.status, 1, 'a line was left out');
    assert.equal(resumed.rows()[0]?.rows, 8);
    assert.match(readFileSync(join(folder.path, 'own', 'report.json'), 'utf8'), /"showtell-fine-tune"/);
    assert.ok(!existsSync(join(folder.path, 'own.checkpoint')), 'what was kept of the run is gone');
  });

  it('stopped before it had begun says that there is nothing to go on with', async () => {
    const { status, stderr } = await runScripted(fineTuning(), () => '', { signal: AbortSignal.abort() });
    assert.equal(status, 130);
    assert.match(stderr, /No model was written, and nothing was learned yet: begin it again\./);
    assert.doesNotMatch(stderr, /--resume/);
  });

  it('says that there is nothing to go on with', async () => {
    const { status, stderr } = await runCli(fineTuning('--resume'));
    assert.equal(status, 1);
    assert.match(stderr, /There is no fine-tune that was broken off/);
  });

  function fineTuning(...more: string[]): string[] {
    const samples = resolve('samples');
    const names = readdirSync(samples)
      .filter((name) => name.endsWith('.jpg'))
      .slice(0, 8);
    for (const name of names) cpSync(join(samples, name), join(folder.path, name));
    const undecided = `{"file_name":"${names[0]}","text":"A thing.","status":"suggested"}\n`;
    const row = (name: string): string =>
      `{"file_name":"${name}","text":"This is the ${name.replace('.jpg', '')}.","status":"written"}\n`;
    writeFileSync(join(folder.path, 'metadata.jsonl'), `${names.map(row).join('')}broken\n${undecided}${undecided}`);
    const dataset = join(folder.path, 'metadata.jsonl');
    return ['finetune', dataset, '--model', model(), '--out', join(folder.path, 'own'), ...more];
  }
});
