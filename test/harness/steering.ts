/**
 * Asks VS Code for what is not what a test is about, and takes long by keys: the command palette takes as long as ten of them. An extension beside
 * the one that is tested does it; see steering/extension.cjs.
 */
import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';

const answerSchema = z.record(z.string(), z.unknown());

/** What an extension of VS Code would have as a Uri. */
export interface FileArgument {
  file: string;
}

export class Steering {
  /** What the settings were before they were changed. */
  private readonly before = new Map<string, unknown>();

  /** @param temporary the workbench's folder for temporary files */
  constructor(private readonly temporary: string) {}

  /** Puts the extension into a folder of extensions. */
  static async link(extensions: string): Promise<void> {
    await mkdir(extensions, { recursive: true });
    const link = path.join(extensions, 'showtell-tests.steering-1.0.0');
    if (!existsSync(link)) await symlink(path.resolve('test', 'harness', 'steering'), link);
  }

  /** Begins a command of VS Code, as a key does. */
  async run(command: string, ...args: FileArgument[]): Promise<void> {
    await this.ask({ kind: 'run', command, args });
  }

  /** Changes settings of the person. */
  async configure(settings: Record<string, unknown>): Promise<void> {
    const before = await this.ask({ kind: 'configure', settings });
    for (const [key, value] of Object.entries(before)) if (!this.before.has(key)) this.before.set(key, value);
  }

  /** Closes all editors without saving and all notifications, and takes back what was configured. */
  async clear(): Promise<void> {
    await this.ask({ kind: 'clear' });
    await this.ask({ kind: 'configure', settings: Object.fromEntries(this.before) });
    this.before.clear();
  }

  /** The extension listens once VS Code has activated it. */
  private async ask(what: object): Promise<Record<string, unknown>> {
    for (const end = Date.now() + 60_000; ; await delay(20)) {
      try {
        const answer: unknown = JSON.parse(
          await post(path.join(this.temporary, 'steering.sock'), JSON.stringify(what)),
        );
        return answerSchema.parse(answer);
      } catch (error) {
        if (error instanceof RefusedError || Date.now() > end) throw error;
      }
    }
  }
}

/** What VS Code said of what it was asked for. */
class RefusedError extends Error {}

function post(socketPath: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath, method: 'POST' }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new RefusedError(text))));
    });
    request.on('error', reject);
    request.end(body);
  });
}
