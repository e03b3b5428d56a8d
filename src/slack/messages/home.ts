import type { KnownBlock } from '@slack/web-api';
import { agentsHome } from './agents-home.ts';
import { customersHome } from './customer-home.ts';
import type { HomePart, HomePerson } from './home-part.ts';
import { leadsHome } from './leads-home.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** From top to bottom. */
const parts: readonly HomePart[] = [leadsHome, agentsHome, customersHome];

/** @see https://docs.slack.dev/surfaces/app-home */
const MOST_BLOCKS = 100;

/** Somebody's Home tab, as it is for them now. */
export async function renderHome(
  { team, about: { user } }: MessageOf<'home'>,
  sources: RenderSources,
): Promise<Rendered> {
  return { text: 'Home', blocks: await homeBlocks({ team, user }, sources) };
}

/** One part after the other, as far as Slack takes them. */
export async function homeBlocks(
  person: HomePerson,
  sources: RenderSources,
): Promise<KnownBlock[]> {
  const blocks: KnownBlock[] = [];
  for (const part of parts) blocks.push(...(await part(person, sources)));
  if (blocks.length <= MOST_BLOCKS) return blocks;
  const words = await sources.texts.readBy(person.user);
  return [...blocks.slice(0, MOST_BLOCKS - 1), paragraph(words.plain('home.more'))];
}
