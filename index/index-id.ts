/** In an index's id, what comes in front of the id of its models. */
const MARK = '-';
const MODELS_CHARS = 6;

/**
 * The id of an index with meaning: that of its documents, and which models found it. Answers to the same question by an index of
 * the same id are the same.
 */
export function idWithModels(id: string, modelsId: string): string {
  return `${documentsIdOf(id)}${MARK}${modelsId.slice(0, MODELS_CHARS)}`;
}

/** What in an index's id says which documents it holds: the same with meaning and without. */
export function documentsIdOf(id: string): string {
  return id.split(MARK, 1)[0] ?? id;
}
