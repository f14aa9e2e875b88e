import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * What of VS Code's own extensions the tests look at: themes and icons, JSON, and images. Reading those of all languages takes each workbench a
 * fifth of its start.
 */
const needed = [
  ...['theme-defaults', 'theme-modern-icons', 'theme-seti'],
  ...['json', 'json-language-features', 'configuration-editing', 'media-preview'],
];

/**
 * Makes a folder of VS Code's own extensions that has these, and others by their names.
 * @param codeServer its entry file
 * @param more names of others
 */
export async function linkBuiltInExtensions(
  codeServer: string,
  folder: string,
  more: readonly string[],
): Promise<void> {
  const all = path.resolve(path.dirname(codeServer), '..', '..', 'lib', 'vscode', 'extensions');
  await mkdir(folder, { recursive: true });
  for (const name of [...needed, ...more, 'node_modules']) await symlink(path.join(all, name), path.join(folder, name));
}
