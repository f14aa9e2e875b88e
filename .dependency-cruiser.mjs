/**
 * Which way imports go: downwards only, from layer to layer, and in most layers from room to room.
 * Types count. `npm run lint` asks dependency-cruiser, and so does test/scripts/importDirection.test.ts.
 */

/** A layer may import from those in `below`, and no package that stands in `noPackages`. */
const layers = {
  extension: { below: ['engine', 'captioner', 'dataset'], noPackages: ['@tensorflow/', 'onnxruntime-', 'sharp'] },
  cli: { below: ['engine', 'captioner', 'dataset'], noPackages: ['vscode', '@tensorflow/', 'onnxruntime-'] },
  engine: { below: ['captioner', 'dataset'], noPackages: ['vscode'] },
  captioner: {
    below: ['dataset'],
    noPackages: ['vscode', 'sharp', '@tensorflow/tfjs-node', '@tensorflow/tfjs-backend-', 'onnxruntime-'],
  },
  dataset: { below: [], noPackages: ['vscode', '@tensorflow/', 'onnxruntime-'] },
  webview: { below: [], noPackages: ['vscode', '@tensorflow/', 'onnxruntime-', 'sharp'] },
};

/** The rooms of layers, floor by floor from the top: a room, or a file beside them, imports only what stands on the floors below it. */
export const floors = {
  dataset: [
    ['import', 'export'],
    ['replace'],
    ['list', 'phrases'],
    ['document'],
    ['rows'],
    ['images', 'json'],
    ['files'],
    ['text', 'collections'],
  ],
  engine: [
    ['main.ts'],
    ['engine.ts'],
    ['jobs', 'completer.ts', 'suggester.ts'],
    ['features', 'trainingLog', 'client', 'jobQueue.ts', 'gathering.ts', 'datasetCaptions.ts'],
    ['images', 'protocol'],
    ['backends'],
  ],
  cli: [
    ['showtell.ts'],
    ['runCommand.ts'],
    [
      'calibrate.ts',
      'caption.ts',
      'check.ts',
      'evaluate.ts',
      'export.ts',
      'finetune.ts',
      'import.ts',
      'mcp.ts',
      'merge.ts',
      'train.ts',
    ],
    ['agents'],
    ['check', 'captioning', 'comparison'],
    ['program'],
  ],
  extension: [
    ['extension.ts'],
    ['showtellApi.ts'],
    ['manageModels'],
    ['fineTune', 'batch', 'statistics', 'history', 'importing', 'exporting', 'comparison', 'agents'],
    ['editor'],
    ['messages.ts'],
    [
      'completion',
      'replace',
      'severalCaptions',
      'typing',
      'deciding',
      'navigation',
      'filters',
      'pictures',
      'unfamiliar',
      'unlisted',
      'renamed',
      'diskNews',
      'typingRule',
      'phrases',
      'fields',
      'lineBreaks',
      'captionLength',
      'outcomes',
    ],
    ['session'],
    ['entries'],
    ['suggestions', 'drafts'],
    ['document', 'engine'],
    ['models', 'tokens', 'rowText'],
    ['base'],
  ],
  webview: [
    ['main.ts'],
    ['app.ts'],
    ['features.ts'],
    [
      'completion',
      'replace',
      'navigation',
      'unfamiliar',
      'unlisted',
      'renamed',
      'statistics',
      'report',
      'comparison',
      'typingRule',
      'phrases',
      'fields',
      'lineBreaks',
      'captionLength',
      'outcomes',
    ],
    ['deciding'],
    ['page'],
    ['list', 'filters', 'image', 'caption'],
    ['suggestion'],
    ['keyboard'],
    ['base'],
  ],
};

/** The webview shares these with the extension, and nothing else. */
const messages = '^src/extension/(messages|[^/]+/[^/]+Messages)\\.ts$';

const escape = (text) => text.replaceAll('.', '\\.');
const oneOf = (names) => `(${names.map(escape).join('|')})`;
const inLayers = (names) => `^src/${oneOf(names)}/`;
const inRooms = (layer, names) => `^src/${layer}/${oneOf(names)}(/|$)`;
const ofPackages = (names) =>
  `(^|node_modules/)(@types/)?(${names.map((name) => (/[-/]$/.test(name) ? name : `${name}(/|$)`)).join('|')})`;

function layerRules([layer, { below, noPackages }]) {
  const others = Object.keys(layers).filter((name) => name !== layer && !below.includes(name));
  const to = { path: inLayers(others), ...(layer === 'webview' ? { pathNot: messages } : {}) };
  const may = below.length > 0 ? `only from ${below.join(', ')}` : 'nothing of other layers';
  const shares = layer === 'webview' ? ' but the files of messages (…Messages.ts)' : '';
  return [
    {
      name: `layer-${layer}`,
      severity: 'error',
      comment: `Imports go downwards only: src/${layer} may import ${may}${shares}.`,
      from: { path: `^src/${layer}/` },
      to,
    },
    {
      name: `packages-${layer}`,
      severity: 'error',
      comment: `src/${layer} may not know ${noPackages.join(', ')}: a layer below, or beside, does that part.`,
      from: { path: `^src/${layer}/` },
      to: { path: ofPackages(noPackages) },
    },
  ];
}

function floorRules([layer, all]) {
  const known = all.flat();
  const rules = all.map((rooms, at) => {
    const below = all.slice(at + 1).flat();
    return {
      name: `floor-${layer}-${rooms.join('-').replaceAll('.', '-')}`,
      severity: 'error',
      comment:
        `Imports go downwards only: in src/${layer}, ${rooms.join(' and ')} may import ` +
        `${below.join(', ') || 'no other room'}, neither what stands above nor beside. What both need goes further down.`,
      from: { path: inRooms(layer, rooms) },
      to: {
        path: `^src/${layer}/`,
        pathNot: [`^src/${layer}/$1(/|$)`, ...(below.length > 0 ? [inRooms(layer, below)] : [])],
      },
    };
  });
  const unknown = {
    name: `floor-${layer}-unknown`,
    severity: 'error',
    comment: `This room of src/${layer} has no floor yet: give it one in .dependency-cruiser.mjs.`,
    from: { path: `^src/${layer}/`, pathNot: inRooms(layer, known) },
    to: {},
  };
  return [...rules, unknown];
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'ring',
      severity: 'error',
      comment: 'Files may not import each other in a ring, types included: what both need goes into a file of its own.',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(layers).flatMap(layerRules),
    {
      name: 'packages-webview-node',
      severity: 'error',
      comment: 'src/webview runs in a browser, where there is no Node.',
      from: { path: '^src/webview/' },
      to: { dependencyTypes: ['core'] },
    },
    ...Object.entries(floors).flatMap(floorRules),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
