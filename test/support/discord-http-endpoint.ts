import { generateKeyPairSync, sign } from 'node:crypto';

/** Signs what Discord sends to an application's own address, with a key of its own. */
export function createSigner() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  /** @param at time of the signature, in ms */
  const signed = (body: string, at = Date.now()) => {
    const timestamp = String(Math.floor(at / 1_000));
    const headers = {
      'content-type': 'application/json',
      'x-signature-timestamp': timestamp,
      'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), privateKey).toString('hex'),
    };
    return { headers };
  };
  return {
    /** As the portal shows it. */
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
    sign: signed,
    post: (url: string, body: string, at?: number): Promise<Response> =>
      fetch(url, { method: 'POST', body, headers: signed(body, at).headers }),
  };
}
