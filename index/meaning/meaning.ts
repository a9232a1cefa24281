import type { Document } from '../document.ts';
import type { DocumentVectors } from './document-vectors.ts';
import type { Encoder } from './encoder.ts';
import type { Reader } from './reader.ts';

/** The models of meaning, ready to run. */
export type Models = {
  /** Of their files: the same models, the same id. */
  readonly id: string;
  readonly encoder: Encoder;
  readonly reader: Reader;
};

/** What is known of an index's meaning, once all of its units have vectors. */
export type Meaning = {
  readonly models: Models;
  readonly vectors: ReadonlyMap<Document, DocumentVectors>;
};
