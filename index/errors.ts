/**
 * What stops the work, with a stable `code` to branch on and a message a maintainer can act on.
 * Expected outcomes (nothing found, a refused file) are values, never this.
 */
export class PlanciteError extends Error {
  readonly code:
    | 'CONFIG_INVALID'
    | 'SEEDS_UNREADABLE'
    | 'CATALOG_INVALID'
    | 'GLOSSARY_INVALID'
    | 'GOLD_INVALID'
    | 'MODEL_INVALID'
    | 'NO_PREVIOUS_INDEX'
    | 'DATA_UNWRITABLE'
    | 'INDEX_LOST'
    | 'PLATFORM_REFUSED';

  constructor(code: PlanciteError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PlanciteError';
    this.code = code;
  }
}
