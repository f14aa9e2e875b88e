import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { oneTest } from './counts.mjs';
import { isMain, root } from './process.mjs';

/** Each has its tsconfig.json, in the order in which ESLint looks for a file in them. */
const projects = ['.', 'src/webview', 'test/webview', 'scripts'];

/** @type {ts.FormatDiagnosticsHost} */
const formatting = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
};

/** @throws Error if its tsconfig.json cannot be used */
function programOf(project) {
  const file = path.join(root, project, 'tsconfig.json');
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error) throw new Error(ts.formatDiagnostic(error, formatting));
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(file));
  return ts.createProgram({ rootNames: fileNames, options, configFileParsingDiagnostics: errors });
}

/** What tsc would say of a program. */
function typesOf(program, project) {
  const found = ts.sortAndDeduplicateDiagnostics(ts.getPreEmitDiagnostics(program));
  if (found.length > 0) console.log(ts.formatDiagnostics(found, formatting));
  const reason = found.length > 0 ? `${found.length} errors.` : undefined;
  return oneTest(`types of ${project}`, reason);
}

/** What `eslint . --max-warnings=0` would say, which asks the same programs for the types. */
async function lint(programs) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { project: null, programs } } },
  });
  const results = await eslint.lintFiles(['.']);
  const formatter = await eslint.loadFormatter('stylish');
  const text = await formatter.format(results);
  if (text !== '') console.log(text);
  const found = results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
  return oneTest('lint', found > 0 ? `${found} problems.` : undefined);
}

/**
 * TypeScript and ESLint's rules, over the same programs: most of the time of either goes into finding out the types.
 * @param {string} place of the JSON file of the counts
 */
async function main(place) {
  const programs = projects.map(programOf);
  const types = programs.flatMap((program, at) => typesOf(program, projects[at]));
  writeFileSync(place, JSON.stringify([...types, ...(await lint(programs))]));
}

if (isMain(import.meta.url)) await main(process.argv[2]);
