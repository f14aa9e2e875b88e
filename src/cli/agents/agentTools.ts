import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { OpenEngine } from '../program/engine';
import type { AgentDataset } from './agentDataset';

/** What the tools of an agent work with. */
export interface AgentTools {
  server: McpServer;
  dataset: AgentDataset;
  /** Starts an engine; whoever asks disposes of it. */
  openEngine: () => OpenEngine;
  /** The model that a fine-tune begins with. */
  baseModel: string;
}

/** What a tool answers: for programs, and as JSON for agents that read only text. */
export function answer(value: Record<string, unknown>): CallToolResult {
  return { structuredContent: value, content: [{ type: 'text', text: JSON.stringify(value) }] };
}
