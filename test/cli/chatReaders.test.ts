import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { installPackages } from '../harness/pythonPackages';
import { runScripted } from './scriptedEngine';
import { writeWrittenCaptions } from './writtenCaptions';

const run = promisify(execFile);

/** OpenAI's own client, whose types say what a message is, and the library by which Mistral's models read such messages. */
const packages = ['openai==3.57.0', 'mistral-common==1.13.1', 'Pillow==13.0.0'];

describe('Chats for services that fine-tune', function () {
  this.timeout(600_000);
  const folder = useTemporaryFolder();

  it('are messages by the types of OpenAI, and are read by Mistral with their images', async () => {
    const captions = ['a "dog", wet', 'two\nlines\u2028or three', 'ein Hund 🐕', '<image>', '強い犬'];
    const dataset = await writeWrittenCaptions(folder.path, captions, (at) => `sub/${at} ü.png`);
    const chats = join(folder.path, 'chats.jsonl');
    const exported = await runScripted(['export', dataset, '--to', 'openai-chat', '--out', chats], () => '');
    assert.equal(exported.status, 0, exported.stderr);

    const python = await installPackages(packages);
    const { stdout } = await run(python.command, [join('test', 'cli', 'chatReaders.py'), chats], {
      env: { ...process.env, ...python.env },
    });
    assert.deepEqual(
      JSON.parse(stdout),
      captions.map((caption) => [
        [['text', 'image_url'], caption],
        [caption, 'Describe this image.', [3, 4]],
      ]),
    );
  });
});
