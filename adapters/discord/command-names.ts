/** Names of commands and options, as Discord knows them; people see them in their own language. */
export const COMMANDS = {
  ask: 'ask',
  find: 'Find this in the documents',
  reindex: 'reindex',
  status: 'index-status',
  plancite: 'plancite',
} as const;

export const OPTIONS = {
  question: 'question',
  document: 'document',
  private: 'private',
  force: 'force',
} as const;
