import { listenWithBolt } from './listen-with-bolt.ts';
import { readTargetSettings } from './target-settings.ts';

/** A Bolt app that does nothing: the minimum cost of an answer to Slack. */
await listenWithBolt(readTargetSettings(), async () => {});
