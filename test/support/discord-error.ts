/** Faults of a body by where they are, in the words of Discord's errors. */
export type Fault = {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
};

/** An answer of Discord's that is an error. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly faults: readonly Fault[];

  constructor(status: number, code: number, message: string, faults: readonly Fault[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.faults = faults;
  }

  get body(): object {
    const { code, message, faults } = this;
    return { message, code, ...(faults.length > 0 && { errors: nested(faults) }) };
  }
}

const KNOWN = {
  notFound: [404, 0, '404: Not Found'],
  unauthorized: [401, 0, '401: Unauthorized'],
  unknownApplication: [404, 10_002, 'Unknown Application'],
  unknownChannel: [404, 10_003, 'Unknown Channel'],
  unknownGuild: [404, 10_004, 'Unknown Guild'],
  unknownMember: [404, 10_007, 'Unknown Member'],
  unknownMessage: [404, 10_008, 'Unknown Message'],
  unknownUser: [404, 10_013, 'Unknown User'],
  unknownWebhook: [404, 10_015, 'Unknown Webhook'],
  unknownInteraction: [404, 10_062, 'Unknown interaction'],
  unknownCommand: [404, 10_063, 'Unknown application command'],
  acknowledged: [400, 40_060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50_001, 'Missing Access'],
  foreignMessage: [403, 50_005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50_006, 'Cannot send an empty message'],
  missingPermissions: [403, 50_013, 'Missing Permissions'],
  wrongWebhookToken: [401, 50_027, 'Invalid Webhook Token'],
  noJson: [400, 50_109, 'The request body contains invalid JSON.'],
  archived: [400, 50_083, 'Thread is archived'],
  hasThread: [400, 160_004, 'A thread has already been created for this message'],
} as const satisfies Record<string, readonly [number, number, string]>;

export type ErrorName = keyof typeof KNOWN;

export function discordError(name: ErrorName): DiscordError {
  const [status, code, message] = KNOWN[name];
  return new DiscordError(status, code, message);
}

/** https://docs.discord.com/developers/reference#error-messages */
export function invalidBody(faults: readonly Fault[]): DiscordError {
  return new DiscordError(400, 50_035, 'Invalid Form Body', faults);
}

type Nested = { [key: string]: Nested | object[] };

function nested(faults: readonly Fault[]): Nested {
  const root: Nested = {};
  for (const { path, code, message } of faults) {
    let place = root;
    for (const key of path) {
      place[String(key)] ??= {};
      place = place[String(key)] as Nested;
    }
    place._errors = [...((place._errors as object[] | undefined) ?? []), { code, message }];
  }
  return root;
}
