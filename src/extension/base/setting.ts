import * as vscode from 'vscode';

/** A setting, and what it may be. */
export interface Setting<Value> {
  /** Whole, as in `showtell.beam`. */
  name: string;
  schema: { safeParse(value: unknown): { success: true; data: Value } | { success: false } };
  /** Where it is anything else. */
  otherwise: Value;
}

/**
 * Reads a setting. VS Code gives whatever stands in the file, of any type, and marks there what is wrong: that is as if it was not set.
 * @param scope what it is read for, where it may differ
 */
export function settingOf<Value>(
  { name, schema, otherwise }: Setting<Value>,
  scope?: vscode.ConfigurationScope,
): Value {
  const wanted = schema.safeParse(vscode.workspace.getConfiguration(undefined, scope).get(name));
  return wanted.success ? wanted.data : otherwise;
}
