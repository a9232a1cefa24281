/** An answer of a platform that says again what somebody said, as whoever stands between can make it. */
export type Repeating = { readonly status: number; readonly statusText: string; readonly body: object };

/** The word in every field that clients read, as it was said, louder, and in a sentence. */
function fieldsOf(word: string): Record<string, unknown>[] {
  const nested = {
    [word]: { _errors: [{ code: word, message: `${word} words` }] },
    a: { b: `${word} words` },
  };
  return [
    { message: `${word} is not allowed here`, code: 50_035 },
    { message: `${word} is not allowed here`, code: 50_035, errors: nested },
    { message: word, code: word },
    { error: word, error_description: `${word} words` },
    { error: 'invalid_grant', error_description: `${word} words` },
    {
      code: 0,
      name: word,
      type: word,
      method: word,
      syscall: word,
      path: word,
      scope: word,
      retry_after: word,
    },
  ];
}

/** What Discord's client takes for refusals and outages. */
export function repeatedByDiscord(word: string): Repeating[] {
  return [word, word.toUpperCase()].flatMap((said) => [
    ...fieldsOf(said).map((body) => ({ status: 400, statusText: said, body })),
    { status: 403, statusText: said, body: { message: said, code: 50_013 } },
    { status: 500, statusText: said, body: { message: said, code: said } },
  ]);
}

/** What Slack's client takes for consent with warnings, refusals and outages. */
export function repeatedBySlack(word: string): Repeating[] {
  return [word, word.toUpperCase()].flatMap((said) => {
    const sentence = `${said} words are not allowed`;
    const response_metadata = {
      warnings: [`${said} words`, said, `http request failed ${said}`],
      messages: [`[WARN] ${sentence}`, `[ERROR] ${sentence}`, `[ERROR] Slack API error ${said}`, said],
      scopes: [said],
    };
    const metadata = { response_metadata, warning: said };
    return [
      { status: 200, statusText: said, body: { ok: true, ...metadata } },
      { status: 200, statusText: said, body: { ok: false, error: 'invalid_blocks', ...metadata } },
      ...fieldsOf(said).map((fields) => ({
        status: 200,
        statusText: said,
        body: { ok: false, error: said, ...fields, needed: said, provided: said, ...metadata },
      })),
      {
        status: 200,
        statusText: said,
        body: { ok: false, error: sentence, errors: [sentence], ...metadata },
      },
      { status: 400, statusText: said, body: { ok: false, error: said } },
      { status: 503, statusText: said, body: { ok: false, error: said } },
    ];
  });
}
