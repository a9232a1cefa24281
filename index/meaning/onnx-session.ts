import { InferenceSession, Tensor } from 'onnxruntime-node';

/** Token ids, and whatever else a model takes of the same length, of one text. */
export type Inputs = Readonly<Record<string, readonly number[]>>;

/** A model, ready to run. */
export type Session = {
  /**
   * Runs one text through the model. One at a time: in batches texts are filled up to the longest, which costs more than it saves,
   * and a text's result would depend on its neighbours.
   * @returns the outputs by name
   */
  readonly run: (inputs: Inputs) => Promise<Readonly<Record<string, Float32Array>>>;
};

/** @param path of an ONNX file */
export async function openSession(path: string): Promise<Session> {
  const session = await InferenceSession.create(path, {
    // A second thread waits by spinning: on a busy machine it takes more time than it gives.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  return {
    async run(inputs) {
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, values]) => [
          name,
          new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]),
        ]),
      );
      const outputs = await session.run(feeds);
      return Object.fromEntries(
        Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]), // All outputs are of that type.
      );
    },
  };
}
