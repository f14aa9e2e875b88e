import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import licenses from 'spdx-license-list/full.js';
import { compiledLibraries, emscriptenLibraries } from './compiledLibraries.mjs';
import { root } from './process.mjs';

/** @typedef {import('./shippedPackages.mjs').ShippedPackage} ShippedPackage */

const rule = `\n\n${'='.repeat(80)}\n\n`;
const licenseFile = /^(licen[cs]e|copying|notice|copyright|thirdpartynotices)([-.].*)?$/iu;
/** What holds libraries of others, as the loader of WebAssembly or of the system takes it. */
const compiledFile = /\.(wasm|dylib|dll)$|\.so(\.\d+)*$/u;

/** What names in a table of libraries stand for, in the order in which they are looked for. */
const namedLicenses = [
  { pattern: /LGPLv3/u, ids: ['LGPL-3.0-only', 'GPL-3.0-only'] },
  { pattern: /BSD 2-Clause/u, ids: ['BSD-2-Clause'] },
  { pattern: /BSD[ -]3-Clause|New BSD/u, ids: ['BSD-3-Clause'] },
  { pattern: /MIT License/u, ids: ['MIT'] },
  { pattern: /Apache-2\.0/u, ids: ['Apache-2.0'] },
  { pattern: /libpng License/u, ids: ['libpng-2.0'] },
  { pattern: /libtiff License/u, ids: ['libtiff'] },
  { pattern: /zlib License/u, ids: ['Zlib'] },
  { pattern: /Mozilla Public License 1\.1/u, ids: ['MPL-1.1'] },
  { pattern: /Mozilla Public License 2\.0|MPL-2\.0/u, ids: ['MPL-2.0'] },
  { pattern: /freetype License/u, ids: ['FTL'] },
  { pattern: /fontconfig License/u, ids: ['fontconfig'] },
  { pattern: /IJG License/u, ids: ['IJG'] },
  { pattern: /Alliance for Open Media Patent License 1\.0/u, ids: ['aom-patent-1.0'] },
];

/**
 * Of licences that the list of SPDX does not have, the texts lie here; and in folders named after a package and its version what its
 * makers publish beside it.
 */
const ownTexts = path.join(root, 'scripts', 'licences');

/**
 * The notices of all that ships and is not ours: for each package its name, its version and the text of its licence; for those
 * that hold libraries of others, the table of these, and the texts of their licences.
 * @param {readonly ShippedPackage[]} packages
 * @returns {string}
 * @throws Error naming a package whose licence has no text
 */
export function noticesOf(packages) {
  const byName = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  const parts = [...byName].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => noticeOf(one));
  return ['The software of others that this package holds, and its licences.', ...parts].join(rule).concat('\n');
}

/** @param {ShippedPackage} shipped */
function noticeOf({ name: packageName, version, license, folder }) {
  const title = `${packageName} ${version}`;
  const beside = path.join(ownTexts, `${packageName}-${version}`);
  const files = [folder, ...(existsSync(beside) ? [beside] : [])].flatMap((place) =>
    readdirSync(place)
      .filter((name) => licenseFile.test(name))
      .map((name) => path.join(place, name)),
  );
  const texts = files.map((file) => readFileSync(file, 'utf8').trim());
  const has = (kind) => files.some((file) => kind.test(path.basename(file)));
  if (!has(/^(licen[cs]e|copying)/iu)) texts.push(...idsIn(license).map((id) => textOf(id)));
  if (texts.length === 0) throw new Error(`${title} ships without the text of a licence ("${license}").`);
  const libraries = librariesIn(packageName, title, folder, has(/^thirdpartynotices/iu));
  return [`${title} (${license})`, ...texts, ...libraries].join('\n\n');
}

/**
 * The libraries of others that are compiled into a package: what its README names, and what we know besides.
 * @param {boolean} areToldOf whether the package's own notices tell of them
 */
function librariesIn(packageName, title, folder, areToldOf) {
  const table = tableIn(folder, title);
  const besides = compiledLibraries[packageName] ?? [];
  const compiled = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => compiledFile.test(name));
  if (compiled.length > 0 && !areToldOf && table.length === 0 && besides.length === 0)
    throw new Error(`${title} ships ${compiled[0]}, and nothing says which libraries are compiled into it.`);
  const known = compiled.some((name) => name.endsWith('.wasm')) ? [...besides, ...emscriptenLibraries] : besides;
  return [...table, ...known.map(noticeOfLibrary)];
}

/** The table of libraries in a README, with the versions and the texts of their licences. */
function tableIn(folder, title) {
  const readme = path.join(folder, 'README.md');
  const table = existsSync(readme) ? readFileSync(readme, 'utf8').split('## Licensing')[1] : undefined;
  if (!table?.includes('third-party libraries')) return [];
  const versions = path.join(folder, 'versions.json');
  return [
    table.trim(),
    ...(existsSync(versions) ? [`Their versions: ${readFileSync(versions, 'utf8').trim()}`] : []),
    ...[...new Set(idsInTable(table, title))].map((id) => textOf(id)),
  ];
}

/** @throws Error naming a library whose licence has no text here */
function idsInTable(table, title) {
  const rows = Array.from(table.matchAll(/^\| *([^|]+?) *\| *([^|]+?) *\|/gmu)).filter(
    ([, library]) => library !== 'Library' && !/^-+$/u.test(library),
  );
  return rows.flatMap(([, library, terms]) => {
    const named = terms.replaceAll('Licence', 'License').replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, '$1');
    return named.split(/,| \+ | and /u).flatMap((term) => {
      const found = namedLicenses.find(({ pattern }) => pattern.test(term));
      if (!found)
        throw new Error(`${title} holds ${library}, and there is no text here of its licence ("${term.trim()}").`);
      return found.ids;
    });
  });
}

/** @param {import('./compiledLibraries.mjs').CompiledLibrary} library */
function noticeOfLibrary({ name, source, license, copyrights }) {
  const ids = license === 'Apache-2.0 WITH LLVM-exception' ? ['Apache-2.0', 'llvm-exception'] : [license];
  const texts = ids.map((id) => textOf(id, copyrights.join('\n')));
  const title = `${name} (${license}), which is compiled into it; whose it is stands on GitHub in ${source}`;
  return [title, ...(ids.length > 1 ? copyrights : []), ...texts].join('\n\n');
}

/** The licences of an SPDX expression. */
function idsIn(expression) {
  return expression.split(/[()\s]+|\bAND\b|\bOR\b/u).filter((id) => id in licenses);
}

/** @param {string} id @param {string} [copyrights] take the place of the line that is to be filled in */
function textOf(id, copyrights) {
  if (!(id in licenses)) return readFileSync(path.join(ownTexts, `${id}.txt`), 'utf8').trim();
  const { name, licenseText } = licenses[id];
  const text = licenseText.trim();
  return `${name}\n\n${copyrights === undefined ? text : text.replace(/^Copyright \(c\) <year>.*$/imu, copyrights)}`;
}
