import { listenWithBolt } from './listen-with-bolt.ts';
import { readTargetSettings } from './target-settings.ts';

/** A Bolt app that does nothing: the least that an answer to Slack can cost. */
await listenWithBolt(readTargetSettings(), async () => {});
