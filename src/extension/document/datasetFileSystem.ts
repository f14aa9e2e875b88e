import { existsSync, watch } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import { errorCode, explainFileError } from '../../dataset/files/fileError';
import { Disposables } from '../base/disposables';
import { plainText } from '../base/plainText';

/** Of a dataset file that was not there when it was opened. */
export const newDatasetScheme = 'showtell';

/** The path on disk of a document's file, whichever scheme it was opened with. */
export function diskPath(uri: vscode.Uri): string {
  return uri.with({ scheme: 'file' }).fsPath;
}

/**
 * Gives a dataset file that does not exist yet as an empty one, so that a folder can be opened without leaving anything
 * behind: the first save makes the file. Unlike an untitled document it is saved without asking where, is clean until
 * something is decided, and is backed up by hot exit. Once the file is there, this is just that file: where it goes again, VS Code
 * keeps what is open of it and says so.
 */
export class DatasetFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  private readonly watchers = new Map<vscode.TextDocument, vscode.Disposable>();
  /** The files that have been there while they were open, and whether they were when it was looked last. */
  private readonly seen = new Map<string, boolean>();
  private readonly disposables = new Disposables();

  constructor() {
    const { onDidOpenTextDocument, onDidCloseTextDocument, textDocuments } = vscode.workspace;
    this.disposables.add(onDidOpenTextDocument((document) => this.follow(document)));
    this.disposables.add(onDidCloseTextDocument((document) => this.leave(document)));
    for (const document of textDocuments) this.follow(document);
  }

  /** VS Code asks this of files that are on screen only, and what another window saves comes to hidden ones, too: see {@link follow}. */
  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    try {
      const found = await stat(diskPath(uri));
      const permissions = (found.mode & 0o222) === 0 ? vscode.FilePermission.Readonly : undefined;
      // VS Code looks whether there is a folder for what it writes.
      const type = found.isDirectory() ? vscode.FileType.Directory : vscode.FileType.File;
      this.noteThere(uri);
      return { type, size: found.size, mtime: found.mtimeMs, ctime: found.ctimeMs, permissions };
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw refused(uri, error);
      if (this.seen.has(diskPath(uri))) throw vscode.FileSystemError.FileNotFound(uri);
      return { type: vscode.FileType.File, size: 0, mtime: 0, ctime: 0 };
    }
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    try {
      return await readFile(diskPath(uri));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw refused(uri, error);
      if (this.seen.has(diskPath(uri))) throw vscode.FileSystemError.FileNotFound(uri);
      return new Uint8Array();
    }
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    try {
      await writeFileAtomically(diskPath(uri), content);
      this.noteThere(uri);
    } catch (error) {
      throw refused(uri, error);
    }
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotADirectory(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    for (const document of this.watchers.keys()) this.leave(document);
    this.disposables.dispose();
    this.changed.dispose();
  }

  /** Tells VS Code of each change of the file, as long as the document is open. */
  private follow(document: vscode.TextDocument): void {
    const { uri } = document;
    if (uri.scheme !== newDatasetScheme || this.watchers.has(document)) return;
    const file = diskPath(uri);
    try {
      const watcher = watch(path.dirname(file), (_event, name) => {
        if (name === path.basename(file)) this.changed.fire([{ type: this.changeOf(file), uri }]);
      });
      watcher.on('error', () => watcher.close());
      this.watchers.set(document, { dispose: () => watcher.close() });
      if (existsSync(file)) this.noteThere(uri);
    } catch {
      // Changes from outside are seen when the file is opened again.
    }
  }

  private noteThere(uri: vscode.Uri): void {
    const isOpen = [...this.watchers.keys()].some((document) => document.uri.toString() === uri.toString());
    if (isOpen) this.seen.set(diskPath(uri), true);
  }

  private changeOf(file: string): vscode.FileChangeType {
    const [was, is] = [this.seen.get(file), existsSync(file)];
    if (was === undefined) return vscode.FileChangeType.Changed;
    this.seen.set(file, is);
    if (!is) return vscode.FileChangeType.Deleted;
    return was ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
  }

  private leave(document: vscode.TextDocument): void {
    this.seen.delete(diskPath(document.uri));
    this.watchers.get(document)?.dispose();
    this.watchers.delete(document);
  }
}

function refused(uri: vscode.Uri, error: unknown): vscode.FileSystemError {
  return vscode.FileSystemError.Unavailable(plainText(`${diskPath(uri)}: ${explainFileError(error)}`));
}
