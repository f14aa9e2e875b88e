import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import licenses from 'spdx-license-list/full.js';

/** @typedef {import('./shippedPackages.mjs').ShippedPackage} ShippedPackage */

const rule = `\n\n${'='.repeat(80)}\n\n`;
const licenseFile = /^(licen[cs]e|copying|notice|copyright)([-.].*)?$/iu;

/** What names in a table of libraries stand for, in the order in which they are looked for. */
const namedLicenses = [
  { pattern: /LGPLv3/u, ids: ['LGPL-3.0-only', 'GPL-3.0-only'] },
  { pattern: /BSD 2-Clause/u, ids: ['BSD-2-Clause'] },
  { pattern: /BSD 3-Clause|New BSD/u, ids: ['BSD-3-Clause'] },
  { pattern: /MIT License/u, ids: ['MIT'] },
  { pattern: /libpng License/u, ids: ['libpng-2.0'] },
  { pattern: /libtiff License/u, ids: ['libtiff'] },
  { pattern: /zlib License/u, ids: ['Zlib'] },
  { pattern: /Mozilla Public License 1\.1/u, ids: ['MPL-1.1'] },
  { pattern: /freetype License/u, ids: ['FTL'] },
  { pattern: /IJG License/u, ids: ['IJG'] },
];

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
  const files = readdirSync(folder).filter((name) => licenseFile.test(name));
  const texts = files.map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
  if (!files.some((name) => /^(licen[cs]e|copying)/iu.test(name))) texts.push(...idsIn(license).map(textOf));
  if (texts.length === 0) throw new Error(`${title} ships without the text of a licence ("${license}").`);
  return [`${title} (${license})`, ...texts, ...librariesIn(folder)].join('\n\n');
}

/** The libraries of others that are compiled into a package: its README is where it names them. */
function librariesIn(folder) {
  const readme = path.join(folder, 'README.md');
  const table = existsSync(readme) ? readFileSync(readme, 'utf8').split('## Licensing')[1] : undefined;
  if (!table?.includes('third-party libraries')) return [];
  const versions = path.join(folder, 'versions.json');
  const ids = new Set(namedLicenses.flatMap(({ pattern, ids: named }) => (pattern.test(table) ? named : [])));
  return [
    table.trim(),
    ...(existsSync(versions) ? [`Their versions: ${readFileSync(versions, 'utf8').trim()}`] : []),
    ...[...ids].map(textOf),
  ];
}

/** The licences of an SPDX expression. */
function idsIn(expression) {
  return expression.split(/[()\s]+|\bAND\b|\bOR\b/u).filter((id) => id in licenses);
}

function textOf(id) {
  return `${licenses[id].name}\n\n${licenses[id].licenseText.trim()}`;
}
