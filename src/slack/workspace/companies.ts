import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { createMemory } from './memory.ts';
import { OutsideName, SlackId } from './outside-text.ts';
import { NextPage, pagesOf, readable } from './pages.ts';
import type { Profiles } from './profiles.ts';
import type { SlackUser } from './slack-user.ts';

/** How many people of another company are in a channel; the name is empty where Slack does not say it. */
export type Company = { name: string; people: number };

export type Companies = ReturnType<typeof createCompanies>;

const Members = z.object({ members: z.array(z.unknown()), response_metadata: NextPage });
const Answer = z.object({ team: z.object({ name: OutsideName }) });

/** What is asked for one form; who belongs where is remembered for the next. */
const MOST_MEMBERS = 3_000;
const MOST_ASKED = 80;
const AT_ONCE = 10;
/** So many are looked for in the list of all users instead. */
const MANY = 50;

const DAY_MS = 24 * 60 * 60_000;

/** Knows which companies the people of a shared channel belong to, as far as Slack tells in time. */
export function createCompanies({
  client,
  profiles,
  team,
  now,
  withinMs,
  onFailure,
}: {
  client: WebClient;
  profiles: Pick<Profiles, 'findUser' | 'findFullMembers'>;
  /** The bot's own workspace. */
  team: string;
  now: () => Date;
  /** A form must be opened within three seconds. */
  withinMs: number;
  onFailure: (error: unknown) => void;
}) {
  const teams = createMemory<string>({ now, freshMs: DAY_MS });
  const names = createMemory<string>({ now, freshMs: DAY_MS });
  return { inChannel };

  /** The other companies in a channel, most people first; undefined where not all could be found out. */
  async function inChannel(channel: string): Promise<Company[] | undefined> {
    const ended = new AbortController();
    const counted = count(channel, ended.signal).catch((error: unknown) => {
      if (!ended.signal.aborted) onFailure(error);
      return undefined;
    });
    const late = sleep(withinMs, undefined, { signal: ended.signal }).catch(() => undefined);
    try {
      return await Promise.race([counted, late]);
    } finally {
      ended.abort();
    }
  }

  async function count(channel: string, signal: AbortSignal): Promise<Company[] | undefined> {
    const users = await membersOf(channel, signal);
    if (users === undefined) return undefined;
    await learn(users, signal);
    const counts = new Map<string, number>();
    for (const user of users) {
      const theirs = teams.kept(user);
      if (theirs === undefined) return undefined;
      if (theirs !== team) counts.set(theirs, (counts.get(theirs) ?? 0) + 1);
    }
    const companies = await Promise.all(
      counts.entries().map(async ([id, people]) => ({ name: await nameOfTeam(id), people })),
    );
    return companies.toSorted((one, other) => other.people - one.people);
  }

  async function membersOf(channel: string, signal: AbortSignal): Promise<string[] | undefined> {
    const users: string[] = [];
    const pages = pagesOf(async (at) =>
      Members.parse(await client.conversations.members({ channel, limit: 1000, ...at })),
    );
    for await (const { members } of pages) {
      signal.throwIfAborted();
      users.push(
        ...readable(SlackId, members, { of: 'conversations.members', onUnreadable: onFailure }),
      );
      if (users.length > MOST_MEMBERS) return undefined;
    }
    return users;
  }

  async function learn(users: string[], signal: AbortSignal): Promise<void> {
    const unknown = () => users.filter((user) => teams.kept(user) === undefined);
    if (unknown().length > MANY) {
      const waiting = { signal, onWait: onFailure, retryMs: withinMs };
      const { full } = await profiles.findFullMembers(new Set(unknown()), team, waiting);
      for (const user of full) teams.keep(user, team);
    }
    const asked = unknown().slice(0, MOST_ASKED);
    for (let start = 0; start < asked.length; start += AT_ONCE) {
      signal.throwIfAborted();
      await Promise.all(asked.slice(start, start + AT_ONCE).map(ask));
    }
  }

  async function ask(user: string): Promise<void> {
    teams.keep(user, teamOf(await profiles.findUser(user)));
  }

  function teamOf({ profile, teams: others }: SlackUser): string {
    return profile.team === '' || others.includes(team) ? team : profile.team;
  }

  /** Without the scope for it, or where Slack refuses, it is another company. */
  async function nameOfTeam(id: string): Promise<string> {
    try {
      return await names.find(
        id,
        async () => Answer.parse(await client.team.info({ team: id })).team.name,
      );
    } catch (error) {
      onFailure(error);
      return '';
    }
  }
}
