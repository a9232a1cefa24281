/** Ids of what is there from the start. Those of the guilds say on which of two shards each is. */
export const DISCORD = {
  bot: '1100000000000000001',
  user: '1100000000000000002',
  neighbour: '1100000000000000003',
  owner: '1100000000000000004',
  guild: '1200000000000524288',
  otherGuild: '1200000000004718592',
  botRole: '1200000000000524300',
  channel: '1200000000000524301',
  otherChannel: '1200000000000524302',
  forum: '1200000000000524303',
  foreignChannel: '1200000000004718601',
  direct: '1200000000000524401',
  /** A conversation of two people, into which they bring the bot by installing it for themselves. */
  closed: '1200000000000524402',
  /** It must not begin with `bot`: the client's login takes that for a prefix. */
  token: 'test-token.of-a.client',
} as const;
