import * as vscode from 'vscode';
import * as z from 'zod';
import type { DatasetVersion } from '../../dataset/document/captionHistory';
import { decodeDataset } from '../../dataset/files/encoding';

/** So many commits of a dataset are looked through. */
const mostCommits = 300;

/** Of the API that VS Code's own git extension gives to others, as much as is used here. What it answers is checked. */
interface GitApi {
  getRepository(uri: vscode.Uri): unknown;
  getRepositoryRoot(folder: vscode.Uri): Promise<unknown>;
  openRepository(root: vscode.Uri): Promise<unknown>;
}
interface GitRepository {
  log(options: { path: string; maxEntries: number }): Promise<unknown>;
  buffer(ref: string, path: string): Promise<unknown>;
}

const commitsSchema = z.array(
  z.object({
    hash: z.string(),
    message: z.string(),
    authorDate: z.date().optional(),
    authorName: z.string().optional(),
  }),
);
const bytesSchema = z.instanceof(Buffer);

/**
 * The versions of a file that git has, the newest first.
 * @returns nothing if the file is in no repository, or VS Code's git extension is off or finds no git
 */
export async function gitVersions(file: string): Promise<DatasetVersion[] | undefined> {
  const repository = await repositoryOf(vscode.Uri.file(file));
  if (!repository) return undefined;
  const commits = commitsSchema.parse(await repository.log({ path: file, maxEntries: mostCommits }));
  return commits.map(({ hash, message, authorDate, authorName }) => ({
    date: authorDate?.toISOString() ?? '',
    author: authorName ?? '',
    message: message.split('\n', 1)[0],
    read: async () => {
      // A commit that deleted the file has nothing of it, which git calls an error like any other.
      const bytes = await repository.buffer(hash, file).catch(() => Buffer.alloc(0));
      return decodeDataset(bytesSchema.parse(bytes));
    },
  }));
}

async function repositoryOf(file: vscode.Uri): Promise<GitRepository | undefined> {
  const exported: unknown = await vscode.extensions.getExtension('vscode.git')?.activate();
  if (!hasMethods<{ getAPI(version: number): unknown }>(exported, ['getAPI'])) return undefined;
  if ('enabled' in exported && exported.enabled === false) return undefined;
  const api = exported.getAPI(1);
  if (!hasMethods<GitApi>(api, ['getRepository', 'getRepositoryRoot', 'openRepository'])) return undefined;
  let repository = api.getRepository(file);
  if (!repository) {
    // By the folder: of a file it starts git in a folder of that name.
    const root = await api.getRepositoryRoot(vscode.Uri.joinPath(file, '..'));
    if (root instanceof vscode.Uri) repository = await api.openRepository(root);
  }
  return hasMethods<GitRepository>(repository, ['log', 'buffer']) ? repository : undefined;
}

function hasMethods<Type extends object>(value: unknown, names: readonly (keyof Type & string)[]): value is Type {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function');
}
