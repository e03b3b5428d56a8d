import type { KnownBlock } from '@slack/web-api';
import type { RenderSources } from './rendered.ts';

/** Whose Home tab it is. */
export type HomePerson = { team: string; user: string };

/** A part of a Home tab; no blocks where it does not concern that person. */
export type HomePart = (person: HomePerson, sources: RenderSources) => Promise<KnownBlock[]>;
