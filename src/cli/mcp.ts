import { resolve } from 'node:path';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as z from 'zod';
import { version } from '../../package.json';
import { AgentDataset } from './agents/agentDataset';
import type { AgentTools } from './agents/agentTools';
import { offerCheck } from './agents/checkTool';
import { offerFineTune } from './agents/fineTuneTool';
import { LineTransport } from './agents/lineTransport';
import { offerListUndecided } from './agents/listUndecided';
import { offerLookAtImage } from './agents/lookAtImage';
import { offerPreviewReplacement } from './agents/previewReplacement';
import { offerProposeCaption } from './agents/proposeTool';
import { offerStatistics } from './agents/showStatistics';
import { engineArguments, engineFlags, onlyInput, pathArgument, readCommandLine } from './program/commandLine';
import type { Command } from './program/command';
import { bundledModel } from './program/places';

const help = `showtell mcp: let an agent look at a dataset, and propose captions

Usage: showtell mcp DATASET [--allow-writes] [--model DIR] [--backend NAME]

A server of the Model Context Protocol over standard input and output. DATASET is a folder of images, or the JSONL file in
it; an agent sees nothing outside of that folder. It can list undecided images, look at one, see the statistics, check the
dataset, and preview a replacement.

  --allow-writes  an agent may also propose captions, which a person then accepts or corrects, and fine-tune the captioner; the
                  new model goes into showtell-models in the folder. No agent changes a caption that a person decided on.
  --model DIR     the model bundle to fine-tune (default: the one that comes with Showtell)
  --backend NAME  auto, onnx, onnx-int8, tensorflow, wasm or cpu (default auto)
  --verbose       show what the engine logs

It ends when standard input does, and what was asked is answered. docs/agents.md has an example.`;

const flags = {
  ...engineFlags,
  'allow-writes': { type: 'boolean', default: false },
  model: { type: 'string' },
} as const;
const schema = z.object({ ...engineArguments, 'allow-writes': z.boolean(), model: pathArgument.optional() });

const instructions =
  'Captions of an image dataset. You propose, a person decides: what you propose is shown to them as a suggestion. Look at an image before you propose its caption, and write as the decided captions are written.';

/** `showtell mcp`. */
export const mcp: Command = {
  name: 'mcp',
  summary: 'let an agent look at a dataset and propose captions (Model Context Protocol)',
  help,
  async run(args, context) {
    const { input, results, messages, signal } = context;
    const { values, positionals } = readCommandLine(args, flags, schema);
    const dataset = await AgentDataset.open(onlyInput(positionals, 'DATASET'));
    const server = new McpServer({ name: 'showtell', title: 'Showtell', version }, { instructions });
    server.server.onerror = (error) => messages.line(`showtell mcp: ${error.message}`);
    const baseModel = resolve(values.model ?? bundledModel());
    const tools: AgentTools = { server, dataset, baseModel, openEngine: () => context.openEngine(values) };
    const reading = [offerListUndecided, offerLookAtImage, offerStatistics, offerCheck, offerPreviewReplacement];
    const writing = values['allow-writes'] ? [offerProposeCaption, offerFineTune] : [];
    for (const offer of [...reading, ...writing]) offer(tools);
    const transport = new LineTransport(input, results, signal);
    await server.connect(transport);
    messages.line(
      `Agents may ${values['allow-writes'] ? 'look at and propose captions for' : 'look at'} ${dataset.file}.`,
    );
    try {
      await transport.end();
      return 0;
    } finally {
      await server.close();
    }
  },
};
