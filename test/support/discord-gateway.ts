import { setTimeout as delay } from 'node:timers/promises';
import { GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import type { WebSocket } from 'ws';
import type { DiscordGuilds } from './discord-guilds.ts';
import { DISCORD } from './discord-ids.ts';

type Dispatch = { readonly t: string; readonly d: object; readonly s: number };
type Payload = { readonly op: number; readonly d: unknown };
export type Identify = {
  readonly token: string;
  readonly intents: number;
  readonly shard?: [number, number];
};
export type Session = {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  readonly events: Dispatch[];
  link: WebSocket | undefined;
  /** The last event whose receipt a heartbeat has confirmed. */
  confirmed: number;
};
export type Occurrence = {
  readonly t: string;
  readonly guild?: string | undefined;
  /** The intent one gets it with; without, everybody does. */
  readonly intent?: GatewayIntentBits;
  readonly d: object | ((session: Session) => object);
};

/** The gateway: https://docs.discord.com/developers/events/gateway */
export class DiscordGateway {
  heartbeatMs = 41_250;
  /** Whether it lets anybody in. */
  isUp = true;
  /** Whether heartbeats are acknowledged. */
  isAlive = true;
  /** Intents the application's settings do not allow. */
  refusedIntents =
    GatewayIntentBits.MessageContent | GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences;
  readonly identified: Identify[] = [];
  resumed = 0;
  heartbeats = 0;
  readonly #sessions = new Map<string, Session>();
  readonly #links = new Set<WebSocket>();
  readonly #guilds: DiscordGuilds;
  readonly #url: () => string;
  readonly #complain: (why: string) => void;
  #count = 0;

  constructor(guilds: DiscordGuilds, url: () => string, complain: (why: string) => void) {
    this.#guilds = guilds;
    this.#url = url;
    this.#complain = complain;
  }

  get sessions(): Session[] {
    return [...this.#sessions.values()];
  }

  /** Whether the application's settings let it read what is not said to it. */
  get mayReadContent(): boolean {
    return (this.refusedIntents & GatewayIntentBits.MessageContent) === 0;
  }

  /** Sessions with somebody at the other end. */
  get connected(): number {
    return this.sessions.filter(({ link }) => link !== undefined).length;
  }

  welcome(link: WebSocket): void {
    this.#links.add(link);
    link.on('close', (code) => this.#closed(link, code));
    link.on('message', (data) => this.#receive(link, String(data)));
    send(link, GatewayOpcodes.Hello, { heartbeat_interval: this.heartbeatMs });
  }

  /** Tells whom it concerns; who is away gets it on coming back. */
  dispatch({ t, guild, intent, d }: Occurrence): void {
    for (const session of this.#sessions.values()) {
      const [shard, count] = session.shard;
      const home = guild === undefined ? 0 : Number((BigInt(guild) >> 22n) % BigInt(count));
      if (home !== shard || (intent !== undefined && (session.intents & intent) === 0)) continue;
      this.#tell(session, t, typeof d === 'function' ? d(session) : d);
    }
  }

  /** Asks for heartbeats, which confirm what has been received, until that is everything. */
  async confirm(): Promise<void> {
    const told = this.sessions
      .filter(({ link }) => link !== undefined)
      .map((session) => ({ session, count: session.events.length }));
    // A client that has lost its link meanwhile comes back, and then gets what it has missed.
    const isUnconfirmed = ({ session, count }: (typeof told)[number]) => session.confirmed < count;
    while (told.some(isUnconfirmed)) {
      for (const { session } of told.filter(isUnconfirmed))
        if (session.link !== undefined) send(session.link, GatewayOpcodes.Heartbeat);
      await delay(100);
    }
  }

  /** Asks for a new connection, as the service does in its routine. */
  requestReconnect(): void {
    for (const link of this.#links) send(link, GatewayOpcodes.Reconnect, null);
  }

  /** Declares sessions invalid. Those that are not `resumable` lose what they have missed. */
  invalidate(resumable: boolean): void {
    if (!resumable) this.#sessions.clear();
    for (const link of this.#links) send(link, GatewayOpcodes.InvalidSession, resumable);
  }

  /** Knows no session any more. */
  forget(): void {
    this.#sessions.clear();
  }

  /** Closes every connection with a code, or breaks it without a word. */
  drop(code?: number): void {
    for (const link of this.#links) {
      this.#forget(link);
      if (code === undefined) link.terminate();
      else link.close(code);
    }
  }

  #receive(link: WebSocket, text: string): void {
    let payload: Payload;
    try {
      payload = JSON.parse(text) as Payload;
    } catch {
      link.close(4002);
      return;
    }
    const session = this.sessions.find((one) => one.link === link);
    switch (payload.op) {
      case GatewayOpcodes.Heartbeat:
        this.heartbeats += 1;
        if (session !== undefined) session.confirmed = Number(payload.d ?? 0);
        if (this.isAlive) send(link, GatewayOpcodes.HeartbeatAck);
        return;
      case GatewayOpcodes.Identify:
        if (session === undefined) this.#identify(link, payload.d as Identify);
        else link.close(4005);
        return;
      case GatewayOpcodes.Resume:
        this.#resume(link, payload.d as { token: string; session_id: string; seq: number });
        return;
      case GatewayOpcodes.PresenceUpdate:
        return;
      default:
        this.#complain(`gateway: ${text}`);
        link.close(session === undefined ? 4003 : 4001);
    }
  }

  #identify(link: WebSocket, identify: Identify): void {
    const { token, intents, shard = [0, 1] } = identify;
    this.identified.push(identify);
    const refusal =
      token !== DISCORD.token
        ? 4004
        : shard[0] >= shard[1]
          ? 4010
          : !Number.isInteger(intents)
            ? 4013
            : (intents & this.refusedIntents) !== 0
              ? 4014
              : undefined;
    if (refusal !== undefined) {
      link.close(refusal);
      return;
    }
    this.#count += 1;
    const session: Session = { id: `session-${this.#count}`, intents, shard, events: [], link, confirmed: 0 };
    this.#sessions.set(session.id, session);
    const here = this.#guilds.ids.filter((id) => Number((BigInt(id) >> 22n) % BigInt(shard[1])) === shard[0]);
    this.#tell(session, 'READY', {
      v: 10,
      user: { ...this.#guilds.user(DISCORD.bot), verified: true, mfa_enabled: true, email: null, flags: 0 },
      guilds: here.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${this.#url()}/resume`,
      shard,
      application: { id: DISCORD.bot, flags: 0 },
    });
    if ((intents & GatewayIntentBits.Guilds) !== 0)
      for (const id of here) this.#tell(session, 'GUILD_CREATE', this.#guilds.guildCreate(id));
  }

  #resume(
    link: WebSocket,
    { token, session_id, seq }: { token: string; session_id: string; seq: number },
  ): void {
    const session = this.#sessions.get(session_id);
    if (token !== DISCORD.token) {
      link.close(4004);
      return;
    }
    if (session === undefined) {
      send(link, GatewayOpcodes.InvalidSession, false);
      return;
    }
    if (seq > session.events.length) {
      link.close(4007);
      return;
    }
    session.link = link;
    for (const event of session.events.slice(seq)) sendEvent(link, event);
    this.resumed += 1;
    this.#tell(session, 'RESUMED', { _trace: [] });
  }

  #tell(session: Session, t: string, d: object): void {
    const event = { t, d: structuredClone(d), s: session.events.length + 1 };
    session.events.push(event);
    if (session.link !== undefined) sendEvent(session.link, event);
  }

  #closed(link: WebSocket, code: number): void {
    this.#links.delete(link);
    const session = this.#forget(link);
    // Who says goodbye ends the session; who is only gone may come back.
    if (session !== undefined && (code === 1000 || code === 1001)) this.#sessions.delete(session.id);
  }

  #forget(link: WebSocket): Session | undefined {
    const session = this.sessions.find((one) => one.link === link);
    if (session !== undefined) session.link = undefined;
    return session;
  }
}

function send(link: WebSocket, op: GatewayOpcodes, d: unknown = null): void {
  link.send(JSON.stringify({ op, d, s: null, t: null }));
}

function sendEvent(link: WebSocket, event: Dispatch): void {
  link.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, ...event }));
}
