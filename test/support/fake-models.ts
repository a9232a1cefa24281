import type { Models } from '../../index/meaning/meaning.ts';
import type { ModelSource } from '../../index/meaning/model-source.ts';
import type { UnitText } from '../../index/meaning/unit-texts.ts';
import { DIMENSIONS, quantize, type Vector } from '../../index/meaning/vectors.ts';

/** What becomes of a batch that is sent to a process: it is encoded, or the process dies of it. */
type Fate = 'encoded' | 'dies';

/** Models that know texts by their letters, and what they were asked to do. */
export function fakeModels(id = '0a1b2c3d4e5f') {
  const texts: string[] = [];
  const fates: Fate[] = [];
  let processes = 0;
  let gate = Promise.resolve();
  const encode = ({ context, text }: UnitText): Vector => {
    texts.push(text);
    return vectorOf([...context, text].join('. '));
  };
  const models: Models = {
    id,
    encoder: {
      id: `encoder of ${id}`,
      runtime: 'native',
      encodeQuestion: async (text) => vectorOf(text),
      encodePassage: async (context, text) => {
        await gate;
        return encode({ context, text });
      },
    },
    reader: { relevance: async () => 3 },
  };
  const source: ModelSource = {
    id,
    encoderId: models.encoder.id,
    open: async () => models,
    startEncoding() {
      processes += 1;
      let isAlive = true;
      return {
        async encode(batch) {
          await gate;
          if (fates.shift() === 'dies') isAlive = false;
          if (!isAlive) throw new Error('the process that encodes has ended (SIGKILL)');
          return batch.map(encode);
        },
        end() {
          isAlive = false;
        },
      };
    },
  };
  return {
    models,
    source,
    /** What becomes of the next batches; what is not said is encoded. */
    fates,
    get processes(): number {
      return processes;
    },
    /** Texts encoded since this was last asked. */
    encoded: (): string[] => texts.splice(0).sort(),
    /** Keeps anything from being encoded until what is returned is called. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  };
}

function vectorOf(text: string): Vector {
  const counts = new Float32Array(DIMENSIONS);
  for (const letter of text) {
    const at = (letter.codePointAt(0) ?? 0) % DIMENSIONS;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return quantize(counts);
}
