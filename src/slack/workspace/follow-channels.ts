import type { WebClient } from '@slack/web-api';
import type { Database } from '../../database/open-database.ts';
import type { Desk, Greet } from '../../desk/desk.ts';
import { type UnansweredRule, unansweredRule } from '../../desk/unanswered-rule.ts';
import type { Channels, SlackChannel } from './channels.ts';
import { rememberChannel, rememberedChannels } from './desk-channel-store.ts';
import { type DeskChannels, findDeskChannels, lookForDeskChannels } from './desk-channels.ts';
import { isSameChannel, moveChannel } from './move-channel.ts';
import { movedChannels } from './moved-channel-store.ts';

export type FollowedChannels = ReturnType<typeof createFollowedChannels>;

/** What a new look at the desk's channels found. */
export type ChannelNews = {
  /** Intake channels that were none before: something may have been written there meanwhile. */
  newIntake: string[];
  isChanged: boolean;
};

/**
 * Knows which channels the desk means, and follows them: they are renamed, archived, get another id,
 * or the bot is invited later. Whoever holds `intake` and `agents` sees them as they are now.
 */
export function createFollowedChannels({
  client,
  createLookup,
  database,
  team,
  desk,
  onProblem,
}: {
  client: WebClient;
  /** Each look reads the names of all channels once. */
  createLookup: () => Channels;
  database: Database;
  team: string;
  desk: Desk;
  /** Is called with each sentence that was not true the last time. */
  onProblem: (problem: string, level: 'warn' | 'error') => void;
}) {
  const intake = new Map<string, Greet>();
  const agents = new Map<string, string>();
  const moved = new Map<string, string>();
  let leads: string | undefined;
  /** The channel of each address. */
  const addressed = new Map<string, string>();
  let reported = new Set<string>();
  let running: Promise<unknown> = Promise.resolve();
  const leadsChannel = () => leads;
  return {
    intake,
    agents,
    leadsChannel,
    currentId,
    unansweredIn,
    readFirst,
    readAgain,
    readMoved,
    idChanged,
  };

  /** The id that a channel has now; Slack may still deliver under the one that it had. */
  function currentId(id: string): string {
    let current = id;
    for (const _ of moved) current = moved.get(current) ?? current;
    return current;
  }

  /** What becomes of a conversation there that nobody has answered; undefined where no intake is. */
  function unansweredIn(channel: string): UnansweredRule | false | undefined {
    const entry = desk.intake.findLast(
      ({ channel: address }) => addressed.get(address) === channel,
    );
    return entry && intake.has(channel) ? unansweredRule(entry) : undefined;
  }

  /**
   * Finds the desk's channels before anything is taken in.
   *
   * @throws {DeskChannelsClash | TriageChannelMissing} for the owner to repair.
   */
  async function readFirst(): Promise<void> {
    await loadMoved();
    use(await find(findDeskChannels));
  }

  /**
   * Finds the desk's channels again. What Slack does not say stays as it was.
   */
  function readAgain(): Promise<ChannelNews> {
    return oneAtATime(async () => {
      await loadMoved();
      const found = await find(lookForDeskChannels);
      return use(found);
    });
  }

  /** Takes over what another process has stored about channels with a new id. */
  async function readMoved(): Promise<ChannelNews> {
    const stored = await movedChannels(database.queries, team);
    const isKnown = stored.entries().every(([from, to]) => moved.get(from) === to);
    return isKnown ? { newIntake: [], isChanged: false } : readAgain();
  }

  /** Slack gave a channel another id: all that is stored goes on under it. */
  function idChanged({ from, to }: { from: string; to: string }): Promise<void> {
    return oneAtATime(async () => {
      await database.transaction((transaction) => moveChannel(transaction, { team, from, to }));
      moved.delete(to);
      moved.set(from, to);
      const greet = intake.get(from);
      if (greet !== undefined) intake.set(to, greet);
      intake.delete(from);
      for (const [address, id] of addressed) if (id === from) addressed.set(address, to);
      for (const [destination, id] of agents) if (id === from) agents.set(destination, to);
      if (leads === from) leads = to;
    });
  }

  /** Two looks at once would write into the same maps. */
  function oneAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = running.then(work);
    running = result.catch(() => {});
    return result;
  }

  async function loadMoved(): Promise<void> {
    for (const [from, to] of await movedChannels(database.queries, team)) {
      if (moved.get(from) === to) continue;
      moved.set(from, to);
      // Another process may have written under the old id until it knew better.
      await database.transaction((transaction) => moveChannel(transaction, { team, from, to }));
    }
  }

  async function find(search: typeof findDeskChannels): Promise<DeskChannels> {
    const lookup = createLookup();
    const remembered = await rememberedChannels(database.queries, team);
    const found = await search(desk, {
      resolve: (address) => resolve(address, { lookup, remembered }),
    });
    await database.transaction(async (transaction) => {
      for (const [address, channel] of found.found) {
        await rememberChannel(transaction, { team, address, channel });
      }
    });
    return found;
  }

  /** By its name or id; else the channel that had this name when it was last seen. */
  async function resolve(
    address: string,
    { lookup, remembered }: { lookup: Channels; remembered: Map<string, string> },
  ): Promise<SlackChannel | undefined> {
    const last = remembered.get(address);
    const before = last === undefined ? undefined : currentId(last);
    const named = await lookup.resolve(address.startsWith('#') ? address : currentId(address));
    const channel = named?.isMember
      ? named
      : ((await lookUpLast(before ?? address, { named, lookup })) ?? named);
    if (channel && before !== undefined && channel.id !== before) {
      await moveIfSame({ from: before, to: channel.id }, lookup);
    }
    return channel;
  }

  /** Where no channel of that name is the bot's, it stays in the one that had the name. */
  async function lookUpLast(
    id: string,
    { named, lookup }: { named: SlackChannel | undefined; lookup: Channels },
  ): Promise<SlackChannel | undefined> {
    const last = await lookUpShared(id, lookup);
    return named === undefined || last?.isMember ? last : undefined;
  }

  /** Sharing a private channel replaces the G of its id by a C. */
  async function lookUpShared(id: string, lookup: Channels): Promise<SlackChannel | undefined> {
    if (id.startsWith('#')) return undefined;
    const found = await lookup.lookUp(id);
    if (found || !id.startsWith('G')) return found;
    return lookup.lookUp(`C${id.slice(1)}`);
  }

  /** The change of an id was missed: the history of the channel shows that it is the same one. */
  async function moveIfSame(
    { from, to }: { from: string; to: string },
    lookup: Channels,
  ): Promise<void> {
    if (await lookup.lookUp(from)) return;
    if (!(await isSameChannel({ client, queries: database.queries, team, from, to }))) return;
    await database.transaction((transaction) => moveChannel(transaction, { team, from, to }));
    moved.set(from, to);
  }

  function use(found: DeskChannels): ChannelNews {
    const { problems, clashes } = found;
    const isNew = (problem: string) => !reported.has(problem);
    for (const problem of problems.filter(isNew)) onProblem(problem, 'warn');
    for (const problem of clashes.filter(isNew)) onProblem(problem, 'error');
    reported = new Set([...problems, ...clashes]);
    const before = JSON.stringify([...intake, ...agents]);
    const newIntake = found.intake
      .keys()
      .filter((id) => !intake.has(id))
      .toArray();
    const known = [...agents];
    replace(intake, found.intake);
    replace(addressed, found.found);
    replace(agents, found.agents);
    leads = found.leads;
    // What cannot be posted in an archived channel goes to the triage channel, which reads why.
    for (const [destination, id] of known) {
      if (!agents.has(destination) && !intake.has(id)) agents.set(destination, id);
    }
    return { newIntake, isChanged: before !== JSON.stringify([...intake, ...agents]) };
  }
}

function replace<Value>(map: Map<string, Value>, by: ReadonlyMap<string, Value>): void {
  map.clear();
  for (const [key, value] of by) map.set(key, value);
}
