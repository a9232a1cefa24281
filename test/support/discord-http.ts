import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './discord-rest.ts';

/** A body of JSON, or of several parts, one of them `payload_json`; and what is wrong with it. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ body: unknown; files: string[]; wrong: string[] }> {
  const bytes = Buffer.concat(await request.toArray());
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { body: undefined, files: [], wrong: [] };
  try {
    if (type.startsWith('application/json'))
      return { body: JSON.parse(bytes.toString()), files: [], wrong: [] };
    if (!type.startsWith('multipart/form-data'))
      return { body: undefined, files: [], wrong: [`body of type ${type}`] };
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    const files = [...form.values()].flatMap((value) => (typeof value === 'string' ? [] : [value.name]));
    return { body: JSON.parse(String(form.get('payload_json') ?? '{}')), files, wrong: [] };
  } catch (error) {
    return { body: undefined, files: [], wrong: [`unreadable body: ${error}`] };
  }
}

/** An answer without content has no type either: clients stumble over one. */
export function send(response: ServerResponse, { status, statusText, body, headers = {} }: Answer): void {
  response.writeHead(status, statusText, {
    ...headers,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
