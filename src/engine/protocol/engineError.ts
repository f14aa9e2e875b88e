import * as l10n from '@vscode/l10n';
import { ResponseError } from 'vscode-jsonrpc/node';
import { reasonOf } from '../../dataset/files/reason';
import { errorCodes } from './protocol';

export type EngineErrorKind = keyof typeof errorCodes | 'crashed';

/** What went wrong in the engine, in words for a person. */
export class EngineError extends Error {
  override name = 'EngineError';

  constructor(
    readonly kind: EngineErrorKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    if (kind === 'aborted') this.name = 'AbortError';
  }

  /** From what the engine answered. */
  static from(error: unknown): EngineError {
    if (error instanceof EngineError) return error;
    if (!(error instanceof ResponseError)) return new EngineError('other', reasonOf(error));
    const kind = Object.entries(errorCodes).find(([, code]) => code === error.code)?.[0];
    return new EngineError((kind as keyof typeof errorCodes | undefined) ?? 'other', error.message);
  }
}

/** @throws EngineError of kind `aborted` if the signal is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new EngineError('aborted', l10n.t('It was cancelled.'));
}
