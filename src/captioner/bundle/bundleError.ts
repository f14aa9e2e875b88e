import * as l10n from '@vscode/l10n';

/** A model bundle that cannot be used; the message names it, says why, and what to do. */
export class BundleError extends Error {
  override name = 'BundleError';

  constructor(
    readonly directory: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(
      l10n.t(
        'The model in {0} cannot be used: {1}. Choose another model, or put a whole copy in its place.',
        directory,
        reason,
      ),
      options,
    );
  }
}
